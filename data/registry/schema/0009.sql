-- Why a summary goes out although numbers typed into it contradict, and which.
ALTER TABLE summaries ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE summaries ADD COLUMN despite TEXT NOT NULL DEFAULT '';
