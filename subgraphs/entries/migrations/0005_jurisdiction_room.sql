-- Days of jurisdiction widen with every chunk of entries: with room in its page a widened row needs
-- no new place in the indexes.
alter table jurisdiction set (fillfactor = 60);
