/**
 * The mistake "a database sequence for order", put upon the product from below: every statement
 * that writes takes its number from a sequence when it begins, before it waits for the
 * conversation's row, and numbers then commit out of order. The pause stands for whatever delays
 * a statement on a busy machine.
 */
export const sequenceTrigger = `
  CREATE SEQUENCE audit_place;

  CREATE FUNCTION audit_take_place() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM set_config('audit.place', nextval('audit_place')::text, TRUE);
    PERFORM pg_sleep(random() * 0.03);
    RETURN NULL;
  END $$;
  CREATE TRIGGER audit_take_place BEFORE UPDATE ON conversations FOR EACH STATEMENT EXECUTE FUNCTION audit_take_place();

  CREATE FUNCTION audit_count() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW.last_seq = greatest(OLD.last_seq, current_setting('audit.place')::int);
    NEW.change_seq = greatest(OLD.change_seq, current_setting('audit.place')::int);
    RETURN NEW;
  END $$;
  CREATE TRIGGER audit_count BEFORE UPDATE ON conversations FOR EACH ROW
    WHEN (NEW.change_seq <> OLD.change_seq) EXECUTE FUNCTION audit_count();

  CREATE FUNCTION audit_number() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW.seq = current_setting('audit.place')::int;
    NEW.change_seq = NEW.seq;
    RETURN NEW;
  END $$;
  CREATE TRIGGER audit_number BEFORE INSERT ON messages FOR EACH ROW EXECUTE FUNCTION audit_number()`
