-- Proposals that are linked without being merged, as JSON, on both sides; and
-- whose reply a reply's text was taken from, until it is said to be reworked.
ALTER TABLE proposals ADD COLUMN related TEXT NOT NULL DEFAULT '[]';
ALTER TABLE replies ADD COLUMN taken_from TEXT NOT NULL DEFAULT '';
