import path from 'node:path';
import * as v from 'valibot';
import {documentIds} from '../aws/index.ts';
import {copyWays} from '../clipboard/index.ts';
import {readOrdinaryFile} from '../text-file.ts';
import type {VendorProfile} from '../vendors/index.ts';
import {guided} from './access.ts';
import {type WizardState, withoutStrangers} from './state.ts';
import {reachableStep, stepIds} from './steps.ts';

const progressSchema = v.object({
	version: v.literal(1),
	/** ISO 8601. */
	savedAt: v.pipe(v.string(), v.isoTimestamp()),
	answers: v.record(v.string(), v.string()),
	isAccountOfSignIn: v.exactOptional(v.literal(true)),
	step: v.picklist(stepIds),
	passed: v.array(v.picklist(stepIds)),
	copied: v.record(v.string(), v.string()),
	copyWays: v.record(v.string(), v.picklist(copyWays)),
	existing: v.record(v.string(), v.string()),
	narrower: v.array(v.picklist(documentIds)),
	isLeftUncopied: v.exactOptional(v.literal(true)),
	// Files of before there was a choice lack both.
	access: v.optional(
		v.variant('kind', [
			v.object({kind: v.literal('guided')}),
			v.object({kind: v.literal('profile'), profile: v.string()}),
			v.object({kind: v.literal('environment')}),
			v.object({kind: v.literal('practice')}),
		]),
		guided,
	),
	pasted: v.optional(v.record(v.string(), v.string()), {}),
	applied: v.optional(
		v.array(
			v.object({
				title: v.string(),
				detail: v.string(),
				isDone: v.boolean(),
				backup: v.exactOptional(v.string()),
				undo: v.exactOptional(v.string()),
				at: v.string(),
			}),
		),
		[],
	),
});

/** What is kept between two starts of the wizard. It holds no credentials; the profile is loaded again by its id. */
export type Progress = v.InferOutput<typeof progressSchema>;

/** The progress of an earlier start, or undefined where there is none or it cannot be understood any more. */
export async function loadProgress(file: string): Promise<Progress | undefined> {
	try {
		const read = readOrdinaryFile(file);
		const result =
			'text' in read
				? v.safeParse(progressSchema, JSON.parse(read.text))
				: {success: false as const};
		return result.success ? result.output : undefined;
	} catch {
		// Whatever is wrong with the file, starting afresh is always possible.
		return undefined;
	}
}

/** The state as it is saved. */
export function progressOf(state: WizardState, now: Date): Progress {
	const {answers, step, passed, copied, copyWays, narrower, access, applied} = state;
	const {isAccountOfSignIn, isLeftUncopied} = state;
	// What is left out here was about something else, and would be taken for what the answers name.
	const {existing, pasted} = withoutStrangers(state);
	return {
		version: 1,
		savedAt: now.toISOString(),
		answers,
		...(isAccountOfSignIn === undefined ? {} : {isAccountOfSignIn}),
		step,
		passed: [...passed],
		copied,
		copyWays,
		existing: {...existing} as Record<string, string>,
		narrower: [...narrower],
		...(isLeftUncopied === undefined ? {} : {isLeftUncopied}),
		access,
		pasted: {...pasted} as Record<string, string>,
		// The practice account is gone with its start.
		applied: applied.filter(({isPractice = false}) => !isPractice),
	};
}

/** The text of its file. */
export const textOfProgress = (progress: Progress): string =>
	`${JSON.stringify(progress, undefined, '\t')}\n`;

/** Saves the progress; resolves to false where the folder cannot be written, which must not stop the wizard. */
export async function saveProgress(progress: Progress, file: string): Promise<boolean> {
	try {
		const {makePrivateFolder, writePrivateFile} = await import('../private-file.ts');
		makePrivateFolder(path.dirname(file));
		writePrivateFile(file, textOfProgress(progress));
		return true;
	} catch {
		return false;
	}
}

/**
 * The state that was saved, for the profile that its vendor names. The profile may have changed meanwhile: then it begins
 * at the first answer that no longer fits.
 */
export function stateFromProgress(progress: Progress, profile: VendorProfile): WizardState {
	const {answers, passed, copied, copyWays, existing, narrower, access, pasted, applied} = progress;
	const {isAccountOfSignIn} = progress;
	const step = reachableStep({answers, profile, step: progress.step, access: access ?? guided});
	return {
		answers,
		...(isAccountOfSignIn === undefined ? {} : {isAccountOfSignIn}),
		profile,
		step,
		passed,
		copied,
		copyWays,
		existing,
		narrower,
		...(progress.isLeftUncopied === undefined ? {} : {isLeftUncopied: progress.isLeftUncopied}),
		access,
		pasted,
		applied,
	};
}
