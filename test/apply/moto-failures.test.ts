import {describe, expect, test} from 'vitest';
import type {Connection} from '../../source/connection/index.ts';
import {describeWithMoto} from '../support/moto.ts';
import {failures} from '../verify/field-notes/cases/index.ts';
import {accountOf} from '../verify/field-notes/expectations.ts';
import {eachIn, type Failure, type FailureIn} from '../verify/field-notes/failure.ts';
import {failuresIn, useMotoProgram} from './support/moto-program.ts';

/** What an emulated account cannot be: somebody else's, or with a key of AWS in it. */
const notEmulated = new Set(['account.identity', 'bucket.owner', 'key.manager']);

/** What apply leaves to the person, since somebody else wrote or set it, or since nothing can be done from here. */
const leftAlone: readonly RegExp[] = [
	/^the Effect of the trust policy is Deny$/,
	/^a Deny /,
	/^the bucket policy denies everything/,
	/^uploads are denied/,
	/^deleting is denied/,
	/^a policy of the role denies/,
	/^the key policy denies/,
	/^the key (?:was deleted|is switched off|waits for its deletion)$/,
	/^the key is (?:an asymmetric one|one for signing)$/,
	/^the bucket is in another region$/,
	/^a public statement ends the access/,
	/^everybody may /,
	/^the permissions boundary /,
	// An ID that is no slip of the agreed one may belong to another connection.
	/^the external ID was pasted in part$/,
	/^the external ID is an older one$/,
	/^the old external ID is accepted besides/,
	/^two other external IDs are accepted/,
	/^another external ID is accepted in any case/,
];

function prefers({encryption, purpose}: Connection): boolean {
	return encryption === 'SSE-KMS' && (purpose === 'storage' || purpose === 'asset-delivery');
}

/** The failure in one connection of each vendor: with a key and for writing where it can be. */
function oneOfEach(failure: Failure): FailureIn[] {
	const all = eachIn([failure]);
	return [...new Set(all.map(({connection}) => connection.vendor))].flatMap((vendor) => {
		const own = all.filter(({connection}) => connection.vendor === vendor);
		return own.find(({connection}) => prefers(connection)) ?? own[0] ?? [];
	});
}

/** What stands in the way, and what only could be better where it is the article's own document that is missing. */
function isRepairable({id, status}: Failure): boolean {
	return !notEmulated.has(id) && (status === 'fail' || id === 'bucket.policy');
}

describeWithMoto('apply after the mistakes that people make', () => {
	const program = useMotoProgram();

	describe.each(Object.entries(failures))('%s', (_about, list) => {
		const cases = list.filter(isRepairable).flatMap(oneOfEach);
		test.each(cases.map((failure) => [failure.name, failure.connection.vendor, failure] as const))(
			'%s (%s)',
			async (name, _vendor, failure) => {
				const connection = await program.account.fill(accountOf(failure), failure.connection);
				await program.expectSameCollected(connection);
				const {code, steps, untouched, stderr} = await program.apply(connection);
				const left = failuresIn(await program.verify(connection));
				if (leftAlone.some((form) => form.test(name))) {
					const said = [...untouched, ...steps.flatMap(({obstacle}) => obstacle ?? [])];
					expect(left).not.toEqual([]);
					expect(said, 'what is said of it').not.toEqual([]);
				} else {
					expect({code, left}, stderr).toEqual({code: 0, left: []});
				}

				program.proxy.clear();
				await program.apply(connection);
				expect(program.proxy.writes(), 'writes of a second run').toEqual([]);
			},
			30_000,
		);
	});
});
