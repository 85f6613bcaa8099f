-- AlterTable
ALTER TABLE "messages" ADD COLUMN     "preview" JSONB,
ADD COLUMN     "preview_off" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "link_previews" (
    "url" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "fetched_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "link_previews_pkey" PRIMARY KEY ("url")
);

-- CreateIndex
CREATE INDEX "link_previews_fetched_at_idx" ON "link_previews"("fetched_at");
