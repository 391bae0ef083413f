-- The day a summary was signed, and its figures as somebody last looked at them.
ALTER TABLE summaries ADD COLUMN signed TEXT CHECK (signed GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE summaries ADD COLUMN looked TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(looked));
ALTER TABLE summaries ADD COLUMN looked_on TEXT CHECK (looked_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
