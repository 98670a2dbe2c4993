-- What is told only to those whose agreement grants a rule, and what is told no more.
alter table event add column rule text;
comment on column event.rule is 'The rule that an agreement must grant, CBP''s apart, for its organisation to be told; null: any agreement will do.';
comment on column webhook_delivery.state is 'DEAD: given up, can be replayed. NOT_SENT: no agreement was in force, the organisation may not know of it any more, or the webhook was disabled.';
