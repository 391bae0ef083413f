-- What a letter says it took up of the deputies' ideas, and what policies came of
-- it.
ALTER TABLE replies ADD COLUMN ideas INTEGER NOT NULL DEFAULT 0 CHECK (ideas >= 0);
ALTER TABLE replies ADD COLUMN policies INTEGER NOT NULL DEFAULT 0 CHECK (policies >= 0);
-- Which letters of a year promised to go on is asked each year anew.
CREATE INDEX replies_class ON replies (class, deleted, proposal_id);
-- Kinds of proposals are the program's, so that the file no longer lists them. The
-- journal's triggers name the column; they are made anew after each step.
DROP TRIGGER IF EXISTS journal_proposals_insert;
DROP TRIGGER IF EXISTS journal_proposals_update;
DROP TRIGGER IF EXISTS journal_proposals_delete;
ALTER TABLE proposals ADD COLUMN kind_2 TEXT NOT NULL DEFAULT '建议' CHECK (kind_2 <> '');
UPDATE proposals SET kind_2 = kind;
ALTER TABLE proposals DROP COLUMN kind;
ALTER TABLE proposals RENAME COLUMN kind_2 TO kind;
