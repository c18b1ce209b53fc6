-- Ids sort by the microsecond: behind the milliseconds stands the fraction of one, in twelve bits
-- (https://www.rfc-editor.org/rfc/rfc9562#section-6.2, method 3). TimeOrderedId makes the same. One expression, so that it is inlined.
create or replace function uuid_v7(made_at timestamptz) returns uuid
  language sql volatile parallel safe strict
  return encode(
    int8send((floor(extract(epoch from made_at) * 1000)::bigint << 16)
      + x'7000'::int + extract(microseconds from made_at)::bigint % 1000 * 4096 / 1000)
    || substring(uuid_send(gen_random_uuid()) from 9),
    'hex')::uuid;
