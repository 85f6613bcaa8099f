-- AlterTable
ALTER TABLE "installation" ADD COLUMN     "place" TEXT;
