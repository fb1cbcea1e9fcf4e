import type { Fault } from '../../domain/errors.ts';
import type { Language } from '../../domain/text.ts';
import type { Workspace } from '../../domain/workspace.ts';
import type { Doubt } from '../../crm/propose/draft.ts';
import type { ImportReport } from '../../crm/report/model.ts';
import type { Kind, Mode } from './kinds.ts';
import type { MadeOfBefore } from './made-of.ts';
import type { AppliedSettings, SettingsBefore } from './settings-before.ts';

/** The folders of an import that is being worked on, below the one in which its process runs. */
export const places = {
  /** What was sent. */
  upload: 'upload',
  /** A map that was sent, or the one that was proposed. */
  map: 'map',
  /** The record as it was when the work began; absent when it had no rows. */
  current: 'current',
  /** The sales log that comes of it. */
  log: 'log',
  /** What is unpacked and spilled. */
  tmp: 'tmp',
} as const;

/** What the process of an import is told to do. */
export type Task = {
  /** Null: to be found out. */
  readonly kind: Kind | null;
  readonly mode: Mode;
  /** Null: those that were applied last for the CRM, when there are any. Empty: none. */
  readonly settings: string | null;
  /** When the settings were applied that were taken over; null: they are its own. */
  readonly settingsFrom: string | null;
  readonly before: SettingsBefore;
  /** What the record was made from. */
  readonly madeOf: MadeOfBefore;
  readonly language: Language;
  /** The organisation's settings. */
  readonly home: Workspace;
  readonly hasCurrent: boolean;
  /** Ids of KPIs that goals may name. */
  readonly knownKpis: readonly string[];
  readonly memoryLimit: string;
};

/** A first map, for CSV files that no map came with: what a person should check in it. */
export type Proposal = {
  readonly doubts: readonly Doubt[];
  /** Files that fill no table. */
  readonly unused: readonly string[];
  readonly unused_columns: readonly { readonly file: string; readonly columns: readonly string[] }[];
};

/** What came of it. */
export type Made = {
  readonly kind: Kind;
  readonly report: ImportReport;
  readonly proposal: Proposal | null;
  /** Settings of an earlier import that were taken over. */
  readonly tookOver: AppliedSettings | null;
};

/** What the process of an import says. */
export type Said =
  | { readonly say: 'step'; readonly step: string }
  | { readonly say: 'made'; readonly made: Made }
  | { readonly say: 'fault'; readonly fault: Fault }
  /** A fault of the program: where, without words, which may quote people. */
  | { readonly say: 'broke'; readonly name: string; readonly frames: readonly string[] };
