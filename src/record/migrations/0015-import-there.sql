-- An import that came beside what there is leaves as they are the rows that are there already: how many of its own those are.
ALTER TABLE tacto.import ADD COLUMN rows_there bigint;
