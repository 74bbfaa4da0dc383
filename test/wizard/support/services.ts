import {tmpdir} from 'node:os';
import {documentsFromTexts, openPracticeAccount} from '../../../source/account/index.ts';
import type {StatedConnection} from '../../../source/connection/index.ts';
import type {Progress} from '../../../source/wizard/progress.ts';
import type {ApplyAccount, OpenAccount, Services} from '../../../source/wizard/services.ts';

/** Services that touch nothing and write down what they were asked for. */
export type FakeServices = Services & {
	readonly log: {
		readonly copied: {readonly text: string; readonly name: string}[];
		readonly files: {readonly text: string; readonly name: string}[];
		readonly opened: string[];
		readonly connections: StatedConnection[];
		/** What was saved and forgotten, in order. */
		readonly progress: (Progress | 'forgotten')[];
		/** What was said of other runs. */
		readonly runs: string[];
	};
};

/** The moment at which every test of the wizard takes place. */
export const now = new Date('2026-03-04T10:00:00Z');

/** Services in which this account is looked at and changed; nothing is waited for. */
export function changing(
	account: OpenAccount,
	writing: Partial<ApplyAccount['writing']> & {readonly backupFolder: string},
): Pick<Services, 'openAccount' | 'openForChanges'> {
	return {
		openAccount: async () => account,
		openForChanges: async () => ({
			...account,
			writing: {now: () => now, wait: async () => undefined, ...writing},
		}),
	};
}

/** Services that succeed, but for those that a test replaces. */
export function fakeServices(changes: Partial<Services> = {}): FakeServices {
	const log: FakeServices['log'] = {
		copied: [],
		files: [],
		opened: [],
		connections: [],
		progress: [],
		runs: [],
	};
	let ids = 0;
	return {
		log,
		async copy(text, name) {
			log.copied.push({text, name});
			return {way: 'system', message: `Copied ${name}.`};
		},
		async saveFile(text, name) {
			log.files.push({text, name});
			return {way: 'file', message: `Saved ${name}.`, path: `/data/${name}`};
		},
		async openUrl(url) {
			log.opened.push(url);
			return true;
		},
		readText: async () => '{}',
		listAccess: async () => ({profiles: [], hasEnvironment: false}),
		openAccount: async () => openPracticeAccount(),
		async openForChanges() {
			return {
				...openPracticeAccount(),
				writing: {backupFolder: tmpdir(), now: () => now, wait: async () => undefined},
			};
		},
		openDocuments: async (texts) => documentsFromTexts(texts, () => now),
		async saveConnection(connection) {
			log.connections.push(connection);
			return '/home/ann/creative-force-acme-assets.json';
		},
		async saveProgress(progress) {
			log.progress.push(progress);
			return true;
		},
		async forgetProgress() {
			log.progress.push('forgotten');
		},
		continueRun(file) {
			log.runs.push(`on from ${file}`);
		},
		async forgetRun(file) {
			log.runs.push(`forget ${file}`);
		},
		compute: (work) => work(),
		now: () => now,
		randomId() {
			ids += 1;
			return `random-${ids}`;
		},
		...changes,
	};
}
