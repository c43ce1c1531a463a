import type { Database } from '#db/pool.ts';
import type { ReferenceKind } from '#db/reference-loads.ts';
import type { Outgoing } from '#flows/safe-request.ts';
import type { Seal } from '#flows/seal.ts';
import type { Auth } from './auth.ts';

/** What the doors work on: one database with its sign-in, files and queue. The demo company is a world of its own. */
export type World = {
  readonly name: 'own' | 'demo';
  readonly database: Database;
  readonly auth: Auth;
  /** Folder for uploads. */
  readonly files: string;
  /** Closes keys of other systems, signs links that leave the house. */
  readonly seal: Seal;
  /** Where messages may go beyond public https. */
  readonly outgoing: Outgoing;
  /** The address people use, for links that leave the house. */
  readonly publicUrl: string;
  readonly now: () => Date;
  /** Queues work for the background worker. */
  readonly startImport: (batchId: number) => Promise<void>;
  /** Tries an import without writing; a small file is over when this resolves. */
  readonly startCheck: (batchId: number) => Promise<void>;
  readonly startReferenceLoad: (kind: ReferenceKind, loadId: number) => Promise<void>;
  readonly startReDecision: (id: number) => Promise<void>;
  readonly startModelProposal: (id: number) => Promise<void>;
  readonly startDeclaration: (id: number) => Promise<void>;
  /** Changes to the other world; undefined where a deployment has only one. */
  readonly switchTo?: (name: 'own' | 'demo') => Promise<void>;
};

declare module 'fastify' {
  interface FastifyInstance {
    world: World;
    /** Every registered route with who may call it; the role matrix walks it. */
    routePolicies: { method: string; url: string; policy: import('./policy.ts').Policy }[];
  }
  interface FastifyRequest {
    actor?: import('./policy.ts').Actor;
  }
  interface FastifyContextConfig {
    policy?: import('./policy.ts').Policy;
  }
}
