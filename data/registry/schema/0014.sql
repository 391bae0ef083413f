-- Numbers of papers that no other fact keeps: 文号 of notices and invitations, 档号 of
-- dossiers.
CREATE TABLE issues (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  proposal_id INTEGER REFERENCES proposals (id),
  kind TEXT NOT NULL CHECK (kind IN ('notice', 'invitation', 'dossier')),
  book_id INTEGER REFERENCES books (id),
  unit_id INTEGER REFERENCES units (id),
  assigned TEXT CHECK (assigned GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  consultation_id INTEGER REFERENCES consultations (id),
  doc_number TEXT NOT NULL CHECK (doc_number <> ''),
  date TEXT NOT NULL CHECK (date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  title TEXT NOT NULL DEFAULT '',
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX issues_number ON issues (doc_number) WHERE deleted = 0;
CREATE INDEX supervisions_number ON supervisions (doc_number);
CREATE INDEX issues_proposal ON issues (proposal_id);
