import {describe, expect, test} from 'vitest';
import type {ProxiedCall, Reply} from '../support/counting-proxy.ts';
import {describeWithMoto} from '../support/moto.ts';
import type {Contents} from '../support/moto-account.ts';
import {faults, refuseLoss, starts} from './support/lost-answers.ts';
import {failuresIn, useMotoProgram} from './support/moto-program.ts';
import {wrongEverywhere} from './support/states.ts';

const putDocuments = ['PutBucketPolicy', 'PutKeyPolicy'];
const operations: Readonly<Record<string, readonly string[]>> = {
	'customer’s role, an account where everything is wrong': [
		'PutBucketEncryption',
		'UpdateAssumeRolePolicy',
		'PutRolePolicy',
		...putDocuments,
	],
	'customer’s role, an account with nothing in it': [
		'CreateBucket',
		'PutBucketEncryption',
		'CreateRole',
		'PutRolePolicy',
		'PutBucketPolicy',
	],
	'vendor’s role, an account where everything is wrong': ['PutBucketEncryption', ...putDocuments],
	'vendor’s role, an account with nothing in it': [
		'CreateBucket',
		'PutBucketEncryption',
		...putDocuments,
	],
};

/** Each write with one of the faults, in turn: that none of them makes the SDK try again is tested at the writer. */
const writesOf = starts
	.flatMap(([who, account, connection, state]) =>
		(operations[`${who}, ${account}`] ?? []).map(
			(operation) => [operation, who, account, connection, state] as const,
		),
	)
	.map(([operation, ...start], index) => {
		const names = Object.keys(faults);
		return [operation, names[index % names.length] ?? '', ...start] as const;
	});

describeWithMoto('apply where answers get lost on their way', () => {
	const program = useMotoProgram();

	/** The first of these calls is passed on, and its answer is replaced. */
	function loseOnce(
		isIt: (call: ProxiedCall, index: number) => boolean,
		fault: Reply | 'cut',
		meanwhile: () => Promise<void> = async () => undefined,
	): void {
		let isFirst = true;
		let index = -1;
		program.proxy.use({
			async after(call) {
				index += 1;
				if (!isFirst || !isIt(call, index)) {
					return undefined;
				}

				isFirst = false;
				await meanwhile();
				return fault;
			},
		});
	}

	describe.each(writesOf)('%s, where a proxy %s (%s, %s)', (...given) => {
		const [operation, name, , , start, state] = given;
		const fault = faults[name] ?? 'cut';

		test('is made once, and can be undone', async () => {
			const connection = await program.account.fill(state(start), start);
			const before = await program.account.contents(connection);
			loseOnce((call) => call.operation === operation, fault);
			const {code, steps, stderr, run = ''} = await program.apply(connection);
			expect(code, stderr).toBe(0);
			expect(steps.map(({status}) => status)).toEqual(steps.map(() => 'done'));
			expect(program.proxy.writes().filter((one) => one === operation)).toHaveLength(1);
			expect(JSON.stringify(steps)).toContain('AWS returned an error');
			program.proxy.clear();
			expect(failuresIn(await program.verify(connection))).toEqual([]);

			await program.undo(run);
			const {encryption, ...documents} = await program.account.contents(connection);
			expect(documents).toEqual({...documents, ...before, encryption: undefined});
			expect(before.encryption ?? encryption).toBe(encryption);
		}, 60_000);

		test('overwrites nothing that somebody changed meanwhile', async () => {
			const connection = await program.account.fill(state(start), start);
			let then = await program.account.contents(connection);
			loseOnce(
				(call) => call.operation === operation,
				fault,
				async () => {
					await program.account.addEverywhere(connection, 'Meanwhile');
					if (operation === 'PutBucketEncryption') {
						await program.account.putEncryption(connection, 'aws:kms:dsse');
					}

					then = await program.account.contents(connection);
				},
			);
			const {code, steps, stderr} = await program.apply(connection);
			expect(code, stderr).toBe(1);
			const now = await program.account.contents(connection);
			refuseLoss(then, now, operation);
			if (operation !== 'CreateBucket') {
				// Nothing is written after the write over which somebody wrote.
				expect(now).toEqual(then);
				expect(program.proxy.writes().at(-1)).toBe(operation);
				const failed = steps.filter(({status}) => status === 'failed');
				expect(failed).toHaveLength(1);
				expect(failed[0]?.detail).toContain(
					'somebody else has changed the same thing in the meantime',
				);
			}

			program.proxy.clear();
			const again = await program.apply(connection);
			expect(again.code, again.stderr).toBe(0);
			expect(failuresIn(await program.verify(connection))).toEqual([]);
			refuseLoss(then, await program.account.contents(connection), 'run again');
		}, 60_000);
	});

	describe.each(starts.filter(([, , , state]) => state === wrongEverywhere))(
		'of a %s, in %s, with a change by somebody',
		(_who, _what, start, state) => {
			test('nothing of anybody’s is lost, at any call', async () => {
				const kinds = Object.values(faults);
				for (let at = 0, isOver = false; !isOver; at += 1) {
					await program.account.reset();
					program.proxy.clear();
					const connection = await program.account.fill(state(start), start);
					let then: Contents | undefined;
					let about = '';
					loseOnce(
						(call, index) => {
							about = `call ${index}, ${call.operation}`;
							return index === at;
						},
						kinds[at % kinds.length] ?? 'cut',
						async () => {
							await program.account.addEverywhere(connection, 'Meanwhile');
							then = await program.account.contents(connection);
						},
					);
					await program.apply(connection);
					isOver = then === undefined;
					if (then !== undefined) {
						const now = await program.account.contents(connection);
						refuseLoss(then, now, about);
					}
				}
			}, 600_000);
		},
	);
});
