-- AlterTable
ALTER TABLE "drafts" DROP CONSTRAINT "drafts_pkey",
ADD COLUMN     "place_id" UUID,
ADD COLUMN     "root_id" UUID;

-- Drafts had a conversation only.
UPDATE "drafts" SET "place_id" = "conversation_id";

-- AlterTable
ALTER TABLE "drafts" ALTER COLUMN "place_id" SET NOT NULL,
ADD CONSTRAINT "drafts_pkey" PRIMARY KEY ("user_id", "place_id"),
ADD CONSTRAINT "drafts_place" CHECK ("place_id" = COALESCE("root_id", "conversation_id"));

-- CreateIndex
CREATE INDEX "drafts_root_id_idx" ON "drafts"("root_id");

-- AddForeignKey
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_root_id_fkey" FOREIGN KEY ("root_id") REFERENCES "messages"("id") ON DELETE CASCADE ON UPDATE CASCADE;
