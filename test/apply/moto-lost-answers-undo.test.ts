import {expect, test} from 'vitest';
import {describeWithMoto} from '../support/moto.ts';
import type {Contents} from '../support/moto-account.ts';
import {faults, refuseLoss, starts} from './support/lost-answers.ts';
import {useMotoProgram} from './support/moto-program.ts';

describeWithMoto('apply --undo RUN where answers get lost on their way', () => {
	const program = useMotoProgram();

	test.each(starts)(
		'goes back all the same, and loses nothing of anybody’s: %s, %s',
		async (_who, _what, start, state) => {
			const kinds = Object.values(faults);
			for (const isMeanwhile of [false, true]) {
				for (let at = 0, isOver = false; !isOver; at += 1) {
					await program.account.reset();
					program.proxy.clear();
					const connection = await program.account.fill(state(start), start);
					const before = await program.account.contents(connection);
					const {run = ''} = await program.apply(connection);
					let index = -1;
					let then: Contents | undefined;
					let about = '';
					program.proxy.use({
						async after(call) {
							index += call.isWrite ? 1 : 0;
							if (!call.isWrite || index !== at) {
								return undefined;
							}

							about = call.operation;
							if (isMeanwhile) {
								await program.account.addEverywhere(connection, 'Meanwhile');
							}

							then = await program.account.contents(connection);
							return kinds[at % kinds.length];
						},
					});
					const undone = await program.undo(run);
					isOver = then === undefined;
					const now = await program.account.contents(connection);
					if (then !== undefined && isMeanwhile) {
						refuseLoss(then, now, about);
					} else {
						const {encryption: _then, ...documents} = before;
						const {encryption: _now, ...left} = now;
						expect(left, about).toEqual(documents);
						expect(
							undone.steps.filter(({status}) => status === 'failed'),
							about,
						).toEqual([]);
					}
				}
			}
		},
		600_000,
	);
});
