-- Ids of new calling lists are short and come in order. Each record carries the id of its list six
-- times, in three tables and three indexes: with a random one of 36 letters an import wrote a fifth
-- more, compared it all the way down each index, and never at the end of one, where it is cheap.
-- Lists that are there keep their ids, which sort before the new ones.
create sequence calling_list_ids;
