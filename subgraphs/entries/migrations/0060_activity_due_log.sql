-- Whose activity is to be told is a log: of two files at a time the one that tells takes nothing out that the other has not committed.
alter table activity_due drop constraint activity_due_pkey;
