-- Limits in other forms, with the facts that they need: the day that a hand-over's
-- letter names, a second hand-over, that the deputy was told it takes longer. A book's
-- own limits; who supervises a key proposal; a book is of a place, so that two
-- townships may have the same term and session; a reply is judged twice where a place
-- asks so; what meetings and third parties think of how a proposal was handled.
ALTER TABLE books ADD COLUMN limits TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(limits));
DROP INDEX books_meeting;
CREATE UNIQUE INDEX books_meeting ON books (body, level, place, term, session) WHERE deleted = 0;
ALTER TABLE proposals ADD COLUMN required TEXT CHECK (required GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE proposals ADD COLUMN supervisor TEXT NOT NULL DEFAULT '';
ALTER TABLE proposals ADD COLUMN committee TEXT NOT NULL DEFAULT '';
ALTER TABLE extensions ADD COLUMN told TEXT CHECK (told GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE feedback ADD COLUMN second INTEGER NOT NULL DEFAULT 0 CHECK (second IN (0, 1));
ALTER TABLE feedback ADD COLUMN handed_again TEXT CHECK (handed_again GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
DROP INDEX feedback_form;
CREATE UNIQUE INDEX feedback_form ON feedback (proposal_id, round, proposer_id, second) WHERE deleted = 0;
CREATE TABLE assessments (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  proposal_id INTEGER NOT NULL REFERENCES proposals (id),
  kind TEXT NOT NULL CHECK (kind IN ('会议测评', '第三方评价')),
  date TEXT NOT NULL CHECK (date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  held_by TEXT NOT NULL DEFAULT '',
  satisfied INTEGER NOT NULL DEFAULT 0,
  mostly INTEGER NOT NULL DEFAULT 0,
  dissatisfied INTEGER NOT NULL DEFAULT 0,
  abstained INTEGER NOT NULL DEFAULT 0,
  mark TEXT NOT NULL DEFAULT '',
  opinion TEXT NOT NULL DEFAULT '',
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;
CREATE INDEX assessments_proposal ON assessments (proposal_id);
