create table lamp (id text, room text, watts integer, shade text, primary key (room, id));
