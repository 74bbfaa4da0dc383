import {existsSync} from 'node:fs';
import {
	type Backup,
	executeRunUndo,
	isRunId,
	planRunUndo,
	readBackup,
	readCurrent,
	readRun,
	type StepResult,
	type UndoPlan,
} from '../../apply/index.ts';
import {type ExitCode, exitCodes} from '../../errors.ts';
import {visible} from '../../problems.ts';
import {
	type Layout,
	paragraph,
	stepMark,
	undoInWords,
	undoOutcomeInWords,
	undoTitle,
} from '../../words/index.ts';
import {confirm} from '../ask-on-terminal.ts';
import type {Common} from '../call.ts';
import {resolveConnection} from '../options.ts';
import {voiceFor} from '../voice.ts';
import {type Opened, openForChanges} from './account.ts';
import type {ApplyAsked} from './options.ts';
import {outcomeJson, type ShownResult} from './outcome.ts';
import {diffLines, resultLines, sayUndoCommand} from './text.ts';
import {changing, folderOfBackups, untilInterrupted} from './waiting.ts';

/**
 * `apply --undo`: puts back what a run changed, the newest change first, or what one backup holds, after showing what
 * that changes. A connection is not needed; the practice account alone is made from one.
 */
export async function runUndo(what: string, asked: ApplyAsked, common: Common): Promise<ExitCode> {
	const {io} = common;
	const backups = await backupsOf(what, asked);
	const subject = asked.hasConnection
		? await resolveConnection(asked.file, asked.flags)
		: undefined;
	const voice = voiceFor(asked, common);
	const opened = await openForChanges(asked, subject, common, voice);
	const writer = await opened.account.writer();
	const seen = await untilInterrupted(io.signal, readCurrent(backups, writer));
	const plans = planRunUndo(backups, seen);
	await voice.say(plansText(what, plans, voice));
	if (asked.dryRun || !plans.some(isDoable)) {
		await printJson({plans, outcomes: plans.map(plannedOutcome)}, asked, opened, common);
		return exitCodeOf(plans, [], false);
	}

	if (!(await confirm(opened.identity.accountId, asked, common))) {
		await voice.say('Nothing was changed.');
		return exitCodes.interrupted;
	}

	await voice.say('');
	const {result: outcomes, run} = await changing(
		opened,
		asked,
		common,
		(watched, {say, ...context}) =>
			executeRunUndo(plans, watched, {
				...context,
				onUndone(outcome, index) {
					const plan = plans[index];
					if (plan !== undefined) {
						const shown = {...outcome, detail: undoOutcomeInWords(outcome)};
						say(resultLines(undoTitle(plan), shown, voice).join('\n'));
					}
				},
			}),
	);
	const isInterrupted = io.signal?.aborted === true;
	const isUndoable = outcomes.some(({backup}) => backup !== undefined);
	if (isUndoable) {
		await sayUndoCommand(run.id, asked, voice);
	}

	if (isInterrupted) {
		await voice.say('\nStopped. Run the same command again to continue.');
	}

	const shown = outcomes.map((outcome) => ({...outcome, detail: undoOutcomeInWords(outcome)}));
	await printJson(
		{plans, outcomes: shown, run: isUndoable ? run.id : undefined},
		asked,
		opened,
		common,
	);
	return exitCodeOf(plans, outcomes, isInterrupted);
}

/** The backups of a run, or the one in a file; what has the form of a run's ID is one, unless there is such a file. */
async function backupsOf(what: string, asked: ApplyAsked): Promise<readonly Backup[]> {
	return isRunId(what) && !existsSync(what)
		? readRun(await folderOfBackups(asked), what)
		: [await readBackup(what)];
}

function isDoable({action, obstacle}: UndoPlan): boolean {
	return action !== 'nothing' && obstacle === undefined;
}

/**
 * 0 where all is as it was before the run; 1 where something could not be put back; 3 where the only reason is that it
 * could not be seen what is there; 130 where the undoing was interrupted before its end.
 */
function exitCodeOf(
	plans: readonly UndoPlan[],
	outcomes: readonly Pick<StepResult, 'status'>[],
	isInterrupted: boolean,
): ExitCode {
	const obstacles = plans.flatMap(({obstacle}) => obstacle ?? []);
	if (outcomes.some(({status}) => status === 'failed')) {
		return exitCodes.failed;
	}

	const left = outcomes.filter(({status}) => status === 'not-run');
	if (left.length > obstacles.length) {
		return isInterrupted ? exitCodes.interrupted : exitCodes.failed;
	}

	if (obstacles.length === 0) {
		return exitCodes.done;
	}

	return obstacles.every(({code}) => code === 'not-seen') ? exitCodes.unknown : exitCodes.failed;
}

type Shown = Pick<ShownResult, 'status' | 'detail' | 'backup'>;

function plannedOutcome(plan: UndoPlan): Shown {
	const {action, obstacle} = plan;
	return {
		status: obstacle !== undefined ? 'not-run' : action === 'nothing' ? 'done' : 'planned',
		detail: undoInWords(plan),
	};
}

const actionWords = {
	restore: 'restore what was there before',
	delete: 'remove what was not there before',
	nothing: 'nothing to do',
} as const;

function plansText(what: string, plans: readonly UndoPlan[], layout: Layout): string {
	const title = `Undo of the run ${visible(what)}, the newest change first`;
	return [
		...(isRunId(what) ? ['', layout.style('bold', title)] : []),
		...plans.flatMap((plan) => ['', ...planLines(plan, layout)]),
	].join('\n');
}

function planLines(plan: UndoPlan, layout: Layout): string[] {
	const {action, diff, obstacle} = plan;
	const isBlocked = obstacle !== undefined;
	const {sign, colour} = stepMark({action: action === 'nothing' ? 'none' : 'update', isBlocked});
	const what = isBlocked ? 'not restored' : actionWords[action];
	return [
		layout.style(colour, `${sign} ${visible(undoTitle(plan))}: ${what}`),
		...paragraph(undoInWords(plan), layout),
		...diffLines(diff, layout),
	];
}

async function printJson(
	{
		plans,
		outcomes,
		run,
	}: {
		readonly plans: readonly UndoPlan[];
		readonly outcomes: readonly Shown[];
		readonly run?: string | undefined;
	},
	{json}: ApplyAsked,
	{origin, identity}: Opened,
	{output}: Common,
): Promise<void> {
	if (!json) {
		return;
	}

	const steps = plans.flatMap((plan, index): ShownResult[] => {
		const outcome = outcomes[index];
		const {backup, diff} = plan;
		return outcome === undefined
			? []
			: [{id: backup.kind, action: stepAction(plan), diff, ...outcome}];
	});
	await output.data(outcomeJson({origin, identity, steps, run}));
}

function stepAction({action, seen}: UndoPlan): StepResult['action'] {
	if (action === 'nothing') {
		return 'none';
	}

	return seen === undefined ? 'create' : 'update';
}
