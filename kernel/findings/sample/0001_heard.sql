create table heard (agency text not null);
