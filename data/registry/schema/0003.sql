-- The registry, version 3. From here on an action's hash covers every column of
-- the journal (chain.go); older programs must not write after it. A closing
-- keeps the end of the journal's chain as it was before it.
ALTER TABLE year_closings ADD COLUMN anchor TEXT NOT NULL DEFAULT '';
