import {useCallback, useContext, useEffect, useRef, useState} from 'react';
import {
	type Awaited,
	beginRun,
	executePlan,
	type Plan,
	type StepResult,
	seeNewRole,
} from '../../../apply/index.ts';
import type {DocumentId} from '../../../aws/index.ts';
import type {RoleExtras, StatedConnection} from '../../../connection/index.ts';
import {UserError} from '../../../errors.ts';
import type {VendorProfile} from '../../../vendors/index.ts';
import {type Compute, roleTrust, sizeOf} from '../../../verify/index.ts';
import {resultInWords, stepTitle, undoCommand} from '../../../words/index.ts';
import {type Access, undoOptions} from '../../access.ts';
import {type Ending, EndingContext} from '../../hooks/use-ending.ts';
import type {ApplyAccount} from '../../services.ts';
import type {AccountChange} from '../../state.ts';
import {planAsShown} from './plan-as-shown.ts';

/** Changes that are under way or over, and what came of each so far. */
type Changes = {
	readonly plan: Plan;
	readonly results: readonly StepResult[];
	/** The command that undoes them; absent where nothing was changed. */
	readonly undo?: string;
};

export type PlanState =
	| {readonly status: 'looking'}
	| {
			readonly status: 'planned';
			readonly plan: Plan;
			/** How the role that is there stands to the vendor; absent where there is none, or it could not be seen. */
			readonly trust?: ReturnType<typeof roleTrust>;
	  }
	| (Changes & {
			readonly status: 'running';
			/** What is being waited for, where AWS needs a while. */
			readonly waiting?: Awaited;
			/** Whether it was told to stop: what is under way comes to its end, and nothing more is begun. */
			readonly isStopping?: boolean;
	  })
	| (Changes & {readonly status: 'done'})
	| {
			readonly status: 'failed';
			readonly error: UserError;
			/** What had been done by then; absent where nothing had been begun. */
			readonly changes?: Changes;
	  };

type Options = {
	readonly open: () => Promise<ApplyAccount>;
	readonly access: Access;
	readonly compute: Compute;
	readonly connection: StatedConnection;
	readonly profile: VendorProfile;
	/** The documents that are wanted narrower than the article's. */
	readonly narrower: readonly DocumentId[];
	/** What a role gets that is made; another object makes a new plan. */
	readonly extras: RoleExtras;
	/** Told of each change that was tried. */
	readonly onChange: (change: AccountChange) => void;
};

function asUserError(error: unknown): UserError {
	return error instanceof UserError
		? error
		: new UserError('Could not work on the account.', {cause: error});
}

function noteResult(
	{about}: Plan,
	{isPractice, undo}: {readonly isPractice: boolean; readonly undo: string},
	result: StepResult,
	note: Ending['noteChange'],
): void {
	const {id, action, status, backup} = result;
	if (action !== 'none' && (status === 'done' || status === 'failed')) {
		note({
			title: stepTitle(id, about),
			detail: resultInWords(result, about),
			isDone: status === 'done',
			...(backup === undefined ? {} : {backup}),
			...(isPractice ? {isPractice} : {}),
			// What was practised is gone once the wizard has ended.
			...(backup === undefined || isPractice ? {} : {undo}),
		});
	}
}

/**
 * Makes a plan when the screen opens and again when asked, and carries out what it is told to. Leaving the screen ends a
 * look at once; a call that is already changing something comes to its end first, and the wizard waits for it.
 */
export function usePlan({
	open,
	access,
	compute,
	connection,
	profile,
	narrower,
	extras,
	onChange,
}: Options) {
	const [state, setState] = useState<PlanState>({status: 'looking'});
	const running = useRef<AbortController>(undefined);
	const {signal: ending, holdFor, noteChange} = useContext(EndingContext);

	const begin = useCallback(() => {
		running.current?.abort();
		const controller = new AbortController();
		running.current = controller;
		return controller;
	}, []);

	const plan = useCallback(async () => {
		const controller = begin();
		const settle = (next: PlanState) => {
			if (running.current === controller && !controller.signal.aborted) {
				setState(next);
			}
		};
		settle({status: 'looking'});
		try {
			const account = await open();
			const snapshot = await account.look(connection, profile, {signal: controller.signal});
			const newRole = await seeNewRole(account, extras, snapshot, {signal: controller.signal});
			const {role} = snapshot.role;
			const planned = compute(
				() => ({
					plan: planAsShown(snapshot, connection, profile, narrower, {newRole}),
					...(role.status === 'found' && {trust: roleTrust(role.value, profile, connection)}),
				}),
				sizeOf(snapshot),
			);
			settle({status: 'planned', ...planned});
		} catch (error) {
			settle({status: 'failed', error: asUserError(error)});
		}
	}, [begin, open, compute, connection, profile, narrower, extras]);

	const carryOut = useCallback(
		(chosen: Plan) => {
			const controller = begin();
			let results: readonly StepResult[] = [];
			let undo: string | undefined;
			const changes = (): Changes => {
				const isUndoable = results.some(({backup}) => backup !== undefined);
				return {plan: chosen, results, ...(isUndoable && undo !== undefined ? {undo} : {})};
			};
			const settle = (next: PlanState) => {
				if (running.current === controller) {
					setState(next);
				}
			};
			const progress = (waiting?: Awaited) =>
				settle({
					status: 'running',
					...changes(),
					isStopping: controller.signal.aborted,
					...(waiting === undefined ? {} : {waiting}),
				});
			const work = async () => {
				progress();
				try {
					const account = await open();
					const {backupFolder, now} = account.writing;
					const {id, folder} = await beginRun(backupFolder, now());
					const command = undoCommand(id, undoOptions(access));
					undo = command;
					const made = {isPractice: access.kind === 'practice', undo: command};
					const done = await executePlan(chosen, await account.writer(), {
						...account.writing,
						backupFolder: folder,
						signal: AbortSignal.any([controller.signal, ending]),
						onStep(result) {
							results = [...results, result];
							noteResult(chosen, made, result, (change) => {
								noteChange(change);
								onChange(change);
							});
							progress();
						},
						onWaiting: progress,
					});
					results = done;
					settle({status: 'done', ...changes()});
				} catch (error) {
					settle({
						status: 'failed',
						error: asUserError(error),
						...(results.length === 0 ? {} : {changes: changes()}),
					});
				}
			};
			holdFor(work());
		},
		[begin, open, access, ending, holdFor, noteChange, onChange],
	);

	const stop = useCallback(() => {
		running.current?.abort();
		setState((current) =>
			current.status === 'running' ? {...current, isStopping: true} : current,
		);
	}, []);

	useEffect(() => {
		void plan();
		return () => running.current?.abort();
	}, [plan]);

	return {state, plan, carryOut, stop};
}
