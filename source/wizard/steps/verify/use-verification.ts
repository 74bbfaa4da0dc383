import {useCallback, useEffect, useRef, useState} from 'react';
import type {Account} from '../../../account/index.ts';
import type {StatedConnection} from '../../../connection/index.ts';
import {UserError} from '../../../errors.ts';
import type {VendorProfile} from '../../../vendors/index.ts';
import {aboutOf, type Compute, verifyConnection} from '../../../verify/index.ts';
import {
	type Check,
	presentFinding,
	presentResult,
	type Result,
	unseenText,
} from '../../../words/index.ts';

export type Verification =
	| {
			readonly status: 'looking';
			readonly done: number;
			readonly of: number;
			/** The checks that are settled already. */
			readonly checks: readonly Check[];
	  }
	| {readonly status: 'done'; readonly result: Result}
	| {readonly status: 'failed'; readonly error: UserError};

const justBegun = {status: 'looking', done: 0, of: 0, checks: []} as const;

type Options = {
	readonly open: () => Promise<Account>;
	readonly compute: Compute;
	readonly connection: StatedConnection;
	readonly profile: VendorProfile;
};

/** Runs the verification when the screen opens and again when asked; what is still running is given up then. */
export function useVerification({open, compute, connection, profile}: Options) {
	const [state, setState] = useState<Verification>(justBegun);
	const running = useRef<AbortController>(undefined);

	const run = useCallback(async () => {
		running.current?.abort();
		const controller = new AbortController();
		running.current = controller;
		const isCurrent = () => running.current === controller && !controller.signal.aborted;
		setState(justBegun);
		try {
			const account = await open();
			const result = await verifyConnection(account, connection, profile, {
				signal: controller.signal,
				compute,
				onProgress(done, of) {
					if (isCurrent()) {
						setState((before) => ({...justBegun, ...before, status: 'looking', done, of}));
					}
				},
				onSettled(findings) {
					if (isCurrent()) {
						const about = aboutOf(connection, profile, 'aws');
						const checks = findings.map((finding) => presentFinding(finding, about));
						setState((before) => ({...justBegun, ...before, status: 'looking', checks}));
					}
				},
			});
			const {unseen} = result;
			if (unseen?.cause === 'sign-in') {
				throw new UserError(unseenText(unseen), {
					...(unseen.fix !== undefined && {hint: unseen.fix}),
				});
			}

			if (isCurrent()) {
				setState({status: 'done', result: presentResult(result)});
			}
		} catch (error) {
			if (isCurrent()) {
				setState({
					status: 'failed',
					error:
						error instanceof UserError
							? error
							: new UserError('Could not read the account.', {cause: error}),
				});
			}
		}
	}, [open, compute, connection, profile]);

	useEffect(() => {
		void run();
		return () => running.current?.abort();
	}, [run]);

	return {state, again: run};
}
