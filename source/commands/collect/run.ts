import pMap from 'p-map';
import {
	answersIn,
	SignInError,
	type Snapshot,
	type SnapshotFiles,
	snapshotFiles,
	whyBlind,
} from '../../account/index.ts';
import type {StatedConnection} from '../../connection/index.ts';
import {type ExitCode, exitCodes, type Problem, UserError} from '../../errors.ts';
import {ownCommand, shellWord} from '../../own-command.ts';
import {visible} from '../../problems.ts';
import type {VendorProfile} from '../../vendors/index.ts';
import {
	bannerTexts,
	harmlessJson,
	unseenText,
	whyUnseen,
	whyUnseenWithHelp,
} from '../../words/index.ts';
import type {Common} from '../call.ts';
import {documentFolders} from '../document-folders.ts';
import {noteOrigin, resolveConnection} from '../options.ts';
import {type OpenedAccount, openAccount} from '../verify/account.ts';
import {createProgress} from '../voice.ts';
import {mayReplace, writeDocuments} from './folder.ts';
import type {CollectAsked} from './options.ts';

/** How many connections are looked at at once, as by `verify` where nothing else is said. */
const concurrency = 4;

type Subject = {
	readonly file: string | undefined;
	readonly folder: string;
	readonly connection: StatedConnection;
	readonly profile: VendorProfile;
};

type Written = Pick<Subject, 'file' | 'folder'> &
	SnapshotFiles & {
		/** Why nothing at all could be seen; undefined where anything could. */
		readonly blind: string | undefined;
	};

/** `collect`: looks into the account and writes what it saw, what was refused and what failed. */
export async function runCollect(asked: CollectAsked, common: Common): Promise<ExitCode> {
	const {output} = common;
	const folders = documentFolders(asked.files, asked.out);
	const subjects = await subjectsOf(asked, folders, common);
	if (!(await mayReplace(folders, asked, common))) {
		await output.message('Nothing was written.');
		return exitCodes.interrupted;
	}

	const opened = await openAccount(asked, common);
	for (const text of bannerTexts(opened.origin)) {
		await output.message(output.styleMessage('yellow', visible(text)));
	}

	const written = await collectAll(subjects, opened, common);
	await print(written, opened, asked, common);
	const blind = written.find((one) => one.blind !== undefined)?.blind;
	if (blind !== undefined) {
		await output.message(visible(blind));
		return exitCodes.unknown;
	}

	return exitCodes.done;
}

/** The connections; all that is wrong with any of them at once. */
async function subjectsOf(
	{files, flags}: CollectAsked,
	folders: readonly string[],
	common: Common,
): Promise<readonly Subject[]> {
	const subjects: Subject[] = [];
	const errors: [file: string | undefined, error: UserError][] = [];
	for (const [index, file] of files.entries()) {
		try {
			const {connection, profile, notices} = await resolveConnection(file, flags);
			for (const notice of notices) {
				await common.output.message(visible(files.length > 1 ? `${file}: ${notice}` : notice));
			}

			await noteOrigin(profile, common);
			subjects.push({file, folder: folders[index] ?? '', connection, profile});
		} catch (error) {
			if (!(error instanceof UserError)) {
				throw error;
			}

			errors.push([file, error]);
		}
	}

	const [first] = errors;
	if (first === undefined) {
		return subjects;
	}

	if (files.length === 1) {
		throw first[1];
	}

	throw new UserError('Not every connection is valid. Nothing was collected.', {
		problems: errors.flatMap(([file, {message, problems}]): Problem[] =>
			problems.length === 0
				? [{field: file ?? '', rule: message}]
				: problems.map((problem) => ({...problem, field: `${file}: ${problem.field}`})),
		),
	});
}

async function collectAll(
	subjects: readonly Subject[],
	{accountFor}: OpenedAccount,
	{io}: Common,
): Promise<readonly Written[]> {
	const progress = createProgress(io);
	let finished = 0;
	const collectOne = async (subject: Subject, index: number): Promise<Written> => {
		const {file, folder, connection, profile} = subject;
		const account = await accountFor(connection, profile, index);
		if (account instanceof SignInError) {
			throw account;
		}

		const snapshot = await account.look(connection, profile, {
			...(io.signal !== undefined && {signal: io.signal}),
			...(subjects.length === 1 && {
				onProgress: (done, of) => progress.show(`${done} of ${of} answers`),
			}),
		});
		io.signal?.throwIfAborted();
		const {files, notSeen} = snapshotFiles(snapshot, connection, profile, whyUnseen);
		writeDocuments(folder, files);
		finished += 1;
		progress.show(`${finished} of ${subjects.length} connections collected`);
		const why = whyBlind(snapshot);
		const blind =
			why === undefined
				? seesNothing(snapshot)
					? 'Nothing could be seen of the bucket, the role and the key.'
					: undefined
				: unseenText({cause: why.cause, reason: whyUnseenWithHelp(why)});
		return {file, folder, files, notSeen, blind};
	};

	try {
		return await pMap(subjects, collectOne, {concurrency, signal: io.signal});
	} finally {
		progress.clear();
	}
}

/** Whether all that was answered is who asks. */
function seesNothing(snapshot: Snapshot): boolean {
	return answersIn(snapshot).every(
		(answer) =>
			answer === snapshot.identity || (answer.status !== 'found' && answer.status !== 'absent'),
	);
}

async function print(
	written: readonly Written[],
	{origin}: OpenedAccount,
	asked: CollectAsked,
	{output}: Common,
): Promise<void> {
	if (asked.json) {
		const results = written.map(({file, folder, files, notSeen}) => ({
			...(file !== undefined && {name: file}),
			folder,
			files: [...files.keys()],
			notSeen: Object.fromEntries(
				[...notSeen].map(([name, look]) => [
					name,
					{status: look.status, code: look.code, reason: whyUnseen(look)},
				]),
			),
		}));
		const {source, endpoint} = origin;
		await output.data(
			harmlessJson(
				`${JSON.stringify(
					{
						...(source === 'practice' && {practice: true}),
						...(endpoint !== undefined && {endpoint}),
						results,
					},
					undefined,
					2,
				)}\n`,
			),
		);
		return;
	}

	for (const {folder, files, notSeen} of written) {
		const lines = [
			`Written to ${folder}:`,
			...[...files.keys()].map((name) => `  ${name}`),
			...(notSeen.size === 0 ? [] : ['Not seen:']),
			...[...notSeen].map(([name, look]) => `  ${name}: ${whyUnseen(look)}`),
		];
		await output.data(`${lines.map((line) => visible(line)).join('\n')}\n`);
	}

	if (asked.files[0] !== undefined) {
		const files = asked.files.map((file) => shellWord(file ?? '')).join(' ');
		await output.message(
			visible(`To check: ${ownCommand(`verify ${files} --documents ${shellWord(asked.out)}`)}`),
		);
	}
}
