import type {Snapshot} from '../../account/index.ts';
import {
	executePlan,
	type Plan,
	planChanges,
	type StepResult,
	seeNewRole,
} from '../../apply/index.ts';
import type {RoleExtras, StatedConnection} from '../../connection/index.ts';
import {type ExitCode, exitCodes, UserError} from '../../errors.ts';
import {InterruptedError, interruptible} from '../../interruptible.ts';
import {ownCommand, shellWord} from '../../own-command.ts';
import {visible} from '../../problems.ts';
import type {VendorProfile} from '../../vendors/index.ts';
import {verifyConnection} from '../../verify/index.ts';
import {
	paragraph,
	presentResult,
	type Result,
	resultInWords,
	stepTitle,
	verdictMark,
	verdictSentence,
} from '../../words/index.ts';
import {confirm} from '../ask-on-terminal.ts';
import type {Common} from '../call.ts';
import {resolveConnection} from '../options.ts';
import {neededLines, neededPermissions, printPermissions} from '../permissions.ts';
import {createProgress, type Voice, voiceFor} from '../voice.ts';
import {type Opened, openForChanges} from './account.ts';
import {extrasOf} from './extras.ts';
import type {ApplyAsked} from './options.ts';
import {
	type ApplyOutcome,
	exitCodeFor,
	outcomeJson,
	plannedResults,
	refusedLooks,
	shownResults,
} from './outcome.ts';
import {failureLines, planText, resultLines, roleDemandLines, sayUndoCommand} from './text.ts';
import {runUndo} from './undo.ts';
import {changing, untilInterrupted} from './waiting.ts';

/** What a run is about. */
type Run = {
	readonly asked: ApplyAsked;
	readonly common: Common;
	readonly voice: Voice;
	readonly opened: Opened;
	readonly connection: StatedConnection;
	readonly profile: VendorProfile;
	readonly snapshot: Snapshot;
	readonly extras: RoleExtras;
	readonly plan: Plan;
};

/**
 * `apply`: shows what is missing or wrong in the account, asks, and makes or repairs it; with `--undo` it puts back what
 * was there before. Once it is interrupted, it finishes the call that is under way and begins no other.
 */
export async function runApply(asked: ApplyAsked, common: Common): Promise<ExitCode> {
	if (asked.permissions) {
		const purpose = asked.undo === undefined ? 'apply' : 'undo';
		return printPermissions(purpose, asked.file, asked, common, (connection, profile) =>
			extrasOf(asked, connection, profile),
		);
	}

	try {
		return await (asked.undo === undefined
			? runChanges(asked, common)
			: runUndo(asked.undo, asked, common));
	} catch (error) {
		// Only what changes nothing is left where it stands; the changes themselves end in good order.
		const isStopped = common.io.signal?.aborted === true && !(error instanceof UserError);
		if (isStopped || error instanceof InterruptedError) {
			await common.output.message('Stopped. Nothing was changed.');
			return exitCodes.interrupted;
		}

		throw error;
	}
}

async function runChanges(asked: ApplyAsked, common: Common): Promise<ExitCode> {
	const {io, output} = common;
	const {connection, profile, notices} = await resolveConnection(asked.file, asked.flags);
	const extras = extrasOf(asked, connection, profile);
	for (const notice of notices) {
		await output.message(visible(notice));
	}

	const voice = voiceFor(asked, common);
	const opened = await openForChanges(asked, {connection, profile}, common, voice);
	const snapshot = await look(opened, connection, profile, common);
	const {leastPrivilege = false} = asked;
	const newRole = await untilInterrupted(
		io.signal,
		seeNewRole(
			opened.account,
			extras,
			snapshot,
			io.signal === undefined ? {} : {signal: io.signal},
		),
	);
	const plan = interruptible(() =>
		planChanges(snapshot, connection, profile, {leastPrivilege, newRole}),
	);
	await voice.say(planText(plan, voice));
	const run: Run = {asked, common, voice, opened, connection, profile, snapshot, extras, plan};
	const hasChanges = plan.steps.some(
		({action, obstacle}) => action !== 'none' && obstacle === undefined,
	);
	if (asked.dryRun) {
		return finish(run, {steps: plannedResults(plan), refused: [], isInterrupted: false});
	}

	if (!hasChanges) {
		return finish(run, {
			steps: plannedResults(plan),
			refused: [],
			isInterrupted: false,
			verification: await verifyAgain(run),
		});
	}

	if (!(await confirm(opened.identity.accountId, asked, common))) {
		await voice.say('Nothing was changed.');
		return exitCodes.interrupted;
	}

	return finish(run, await carryOut(run, io));
}

async function look(
	{account}: Opened,
	connection: StatedConnection,
	profile: VendorProfile,
	{io}: Common,
): Promise<Snapshot> {
	const progress = createProgress(io);
	try {
		return await untilInterrupted(
			io.signal,
			account.look(connection, profile, {
				...(io.signal === undefined ? {} : {signal: io.signal}),
				onProgress: (done, of) => progress.show(`${done} of ${of} answers`),
			}),
		);
	} finally {
		progress.clear();
	}
}

type Carried = {
	readonly steps: readonly StepResult[];
	/** IAM actions that were refused. */
	readonly refused: readonly string[];
	readonly isInterrupted: boolean;
	/** The run's ID, where something was changed or may have been. */
	readonly run?: string | undefined;
	readonly verification?: Result | undefined;
};

async function carryOut(run: Run, {signal}: Common['io']): Promise<Carried> {
	const {asked, common, voice, opened, plan} = run;
	await voice.say('');
	const {
		result: steps,
		refused,
		run: {id},
	} = await changing(opened, asked, common, (writer, {say, ...context}) =>
		executePlan(plan, writer, {
			...context,
			onStep(step) {
				if (step.action !== 'none' || step.status !== 'done') {
					const detail = resultInWords(step, plan.about);
					const title = stepTitle(step.id, plan.about);
					say(resultLines(title, {...step, detail}, voice).join('\n'));
				}
			},
		}),
	);
	const isInterrupted = signal?.aborted === true;
	return {
		steps: steps.map((step, index) => {
			const planned = plan.steps[index];
			return planned?.action === 'none' && planned.detail !== undefined
				? {...step, detail: planned.detail}
				: step;
		}),
		refused,
		isInterrupted,
		run: steps.some(({backup}) => backup !== undefined) ? id : undefined,
		verification: isInterrupted ? undefined : await verifyAgain(run),
	};
}

/** Looks once more and judges; undefined where that is interrupted, since what was done has to be reported all the same. */
async function verifyAgain(run: Run): Promise<Result | undefined> {
	const {opened, connection, profile, common} = run;
	const {signal} = common.io;
	try {
		return await untilInterrupted(
			signal,
			verifyConnection(opened.account, connection, profile, {
				signal,
				compute: interruptible,
			}).then(presentResult),
		);
	} catch (error) {
		if (signal?.aborted === true || error instanceof InterruptedError) {
			return undefined;
		}

		throw error;
	}
}

async function finish(run: Run, carried: Carried): Promise<ExitCode> {
	const {asked, common, voice, opened, connection, profile, snapshot, extras, plan} = run;
	const {steps, refused, isInterrupted, run: id, verification} = carried;
	const isBlocked = plan.steps.some(({obstacle}) => obstacle !== undefined);
	const lacking = [...refused, ...(isBlocked ? refusedLooks(snapshot) : [])];
	const permissions = neededPermissions(connection, profile, lacking, extras);
	if (permissions !== undefined) {
		await voice.say(`\n${neededLines(permissions, [...new Set(lacking)]).join('\n')}`);
	}

	if (steps.some(({detail}) => detail.code === 'role-refused')) {
		await voice.say(`\n${roleDemandLines(plan, asked, voice).join('\n')}`);
	}

	if (id !== undefined) {
		await sayUndoCommand(id, asked, voice);
	}

	if (isInterrupted) {
		await voice.say('\nStopped. Run the same command again to continue.');
	}

	if (verification !== undefined) {
		await sayVerification(verification, run);
	}

	if (asked.json) {
		const outcome: ApplyOutcome = {
			origin: opened.origin,
			identity: opened.identity,
			steps: shownResults(plan, steps),
			run: id,
			plan,
			verification,
			permissions,
		};
		await common.output.data(outcomeJson(outcome));
	}

	return exitCodeFor(plan, steps, isInterrupted);
}

async function sayVerification(verification: Result, {asked, voice}: Run): Promise<void> {
	const {verdict, checks} = verification;
	const lines = [
		voice.style(verdictMark(verification).colour, `Verification: ${verdict}`),
		...paragraph(verdictSentence(verification), voice),
		...failureLines(checks, voice),
		...(verdict === 'pass'
			? []
			: [
					`Details: ${visible(ownCommand(`verify ${asked.file === undefined ? '' : shellWord(asked.file)}`.trimEnd()))}`,
				]),
	];
	await voice.say(`\n${lines.join('\n')}`);
}
