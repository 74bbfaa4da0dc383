import {type ExitCode, UserError} from '../../errors.ts';
import {interruptible} from '../../interruptible.ts';
import {visible} from '../../problems.ts';
import {
	exitCodeOf,
	overallVerdict,
	type Result,
	type Subject,
	unseenInAll,
	verifyMany,
} from '../../verify/index.ts';
import {
	presentResult,
	type Report,
	reportFileNames,
	reportFiles,
	reportJson,
	reportText,
	resultJsonLine,
	unseenText,
} from '../../words/index.ts';
import type {Common} from '../call.ts';
import {resolveConnection} from '../options.ts';
import {printPermissions} from '../permissions.ts';
import {createProgress, voiceFor} from '../voice.ts';
import {type OpenedAccount, openAccount} from './account.ts';
import type {VerifyAsked} from './options.ts';
import {writeReport} from './write-report.ts';

/** `verify`: checks one or many connections and reports what is wrong, as text, JSON, JUnit or Markdown. */
export async function runVerify(asked: VerifyAsked, common: Common): Promise<ExitCode> {
	if (asked.permissions) {
		return printPermissions('verify', asked.files[0], asked, common);
	}

	const opened = await openAccount(asked, common);
	const {subjects, errors} = subjectsOf(asked, common);
	const start = performance.now();
	const takenAt = new Date().toISOString();
	const results = await check(subjects, asked, opened, common);
	const report: Report = {
		...originOf(results, opened),
		takenAt,
		ms: performance.now() - start,
		verdict: overallVerdict(results),
		results: results.map((result) => presentResult(result)),
	};
	await writeFiles(report, asked);
	const problem = blocker(results, errors, opened);
	await print(report, problem !== undefined, asked, common);
	if (problem !== undefined) {
		throw problem;
	}

	return exitCodeOf(results);
}

/** Where the results come from. What was collected of a practice account is practice too, and has to be called that. */
function originOf(
	results: readonly Pick<Result, 'about'>[],
	{origin}: Pick<OpenedAccount, 'origin'>,
): OpenedAccount['origin'] {
	return results.some(({about}) => about?.source === 'practice')
		? {...origin, source: 'practice'}
		: origin;
}

/** The connections as they were given, and what was wrong with those that turn out not to be valid. */
function subjectsOf({files, flags}: VerifyAsked, {output}: Common) {
	const errors = new Map<string, UserError>();
	const subjects = files.map((file): Subject => {
		const name = file ?? 'the command line';
		return {
			name,
			resolve: async () => {
				try {
					const {notices, ...resolved} = await resolveConnection(file, flags);
					for (const notice of notices) {
						await output.message(visible(files.length > 1 ? `${name}: ${notice}` : notice));
					}

					return resolved;
				} catch (error) {
					if (error instanceof UserError) {
						errors.set(name, error);
					}

					throw error;
				}
			},
		};
	});
	return {subjects, errors};
}

async function check(
	subjects: readonly Subject[],
	{concurrency, format}: VerifyAsked,
	{accountFor, origin}: OpenedAccount,
	{io, output}: Common,
): Promise<Result[]> {
	const progress = createProgress(format === 'text' ? io : undefined);
	const printed: Promise<void>[] = [];
	let finished = 0;
	try {
		return await verifyMany(accountFor, subjects, {
			concurrency,
			signal: io.signal,
			compute: interruptible,
			onResult(result) {
				finished += 1;
				if (format === 'json-lines') {
					printed.push(
						output.data(resultJsonLine(presentResult(result), originOf([result], {origin}))),
					);
				}

				progress.show(`${finished} of ${subjects.length} connections checked`);
			},
			onProgress:
				subjects.length === 1 ? (done, of) => progress.show(`${done} of ${of} answers`) : undefined,
		});
	} finally {
		progress.clear();
		await Promise.all(printed);
	}
}

/**
 * What stood in the way of everything, to be said once and not with every check: the one connection that is not valid,
 * or the sign-in that failed. Undefined where there is something to report.
 */
function blocker(
	results: readonly Result[],
	errors: ReadonlyMap<string, UserError>,
	{origin: {endpoint}}: OpenedAccount,
): UserError | undefined {
	const [only] = results;
	if (results.length === 1 && only?.error !== undefined) {
		return errors.get(only.name);
	}

	const unseen = unseenInAll(results);
	if (unseen === undefined) {
		return undefined;
	}

	return new UserError(unseenText(unseen), {
		exitCode: exitCodeOf(results),
		hint: [
			unseen.fix ??
				'Sign in and run this again, or give the policies as files with --documents FOLDER.',
			...(endpoint === undefined ? [] : [`${endpoint} was asked instead of AWS.`]),
		].join('\n'),
	});
}

async function print(
	report: Report,
	isBlocked: boolean,
	{format, fixes}: VerifyAsked,
	common: Common,
): Promise<void> {
	const {output} = common;
	if (format === 'json') {
		await output.data(reportJson(report));
		return;
	}

	const invalid = report.results.filter(({error}) => error !== undefined);
	const shown = isBlocked ? {...report, results: invalid} : report;
	// One connection that is not valid is explained by the error itself.
	if (
		format === 'json-lines' ||
		shown.results.length === 0 ||
		(report.results.length === invalid.length && isBlocked)
	) {
		return;
	}

	const {style, width} = voiceFor({}, common);
	await output.data(reportText(shown, {style, width, ...(fixes && {fixes})}));
}

async function writeFiles(report: Report, asked: VerifyAsked): Promise<void> {
	for (const name of reportFileNames) {
		const file = asked[name];
		if (file !== undefined) {
			await writeReport(file, await reportFiles[name].write(report, {mask: asked.mask === true}));
		}
	}
}
