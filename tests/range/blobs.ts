import type { DatabaseSync } from 'node:sqlite';

/** Bytes under a name, written once. `space` keeps the evidence store's names apart from the case system's. */
export type Blobs = Readonly<{
  /** False when the name is taken; what is there stays as it is. */
  put: (space: BlobSpace, name: string, bytes: Uint8Array) => boolean;
  get: (space: BlobSpace, name: string) => Uint8Array | null;
  clear: () => void;
}>;
type BlobSpace = 'bundles' | 'attachments';

export function openBlobs(database: DatabaseSync): Blobs {
  database.exec('CREATE TABLE IF NOT EXISTS blobs (space TEXT, name TEXT, bytes BLOB NOT NULL, PRIMARY KEY (space, name))');
  return {
    put: (space, name, bytes) =>
      database.prepare('INSERT INTO blobs (space, name, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING').run(space, name, bytes).changes ===
      1,
    get: (space, name) => {
      const bytes: unknown = database.prepare('SELECT bytes FROM blobs WHERE space = ? AND name = ?').get(space, name)?.bytes;
      return bytes instanceof Uint8Array ? bytes : null;
    },
    clear: () => database.exec('DELETE FROM blobs'),
  };
}
