create table turn (crane text not null);
