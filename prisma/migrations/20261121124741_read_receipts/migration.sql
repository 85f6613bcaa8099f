-- CreateTable
CREATE TABLE "read_moves" (
    "conversation_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "read_moves_pkey" PRIMARY KEY ("conversation_id","user_id","seq")
);

-- AddForeignKey
ALTER TABLE "read_moves" ADD CONSTRAINT "read_moves_conversation_id_user_id_fkey" FOREIGN KEY ("conversation_id", "user_id") REFERENCES "participants"("conversation_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was read before is not known step by step: a step without a time keeps the next one from standing for it.
INSERT INTO "read_moves" ("conversation_id", "user_id", "seq")
SELECT "conversation_id", "user_id", "last_read_seq" FROM "participants" WHERE "last_read_seq" > 0;

ALTER TABLE "read_moves" ADD CONSTRAINT "read_moves_seq" CHECK ("seq" > 0);
