import {expect, expectTypeOf, test} from 'vitest';
import {
	type AnyCall,
	type Call,
	commonOptions,
	flag,
	type Given,
	type OptionValues,
	withValue,
} from '../../source/commands/call.ts';
import {calls} from '../../source/commands/index.ts';
import {fieldFlag} from '../../source/connection/index.ts';
import {runProgram} from './run-program.ts';

const options = {
	dryRun: flag('show the plan'),
	undo: withValue('backup', 'put back'),
};

type Values = OptionValues<typeof options>;

// The four tests of types are made by `npm run types`: the runner takes the types away.
test('a flag is read as a boolean and an option with a value as text', () => {
	expectTypeOf<Values['dryRun']>().toEqualTypeOf<boolean | undefined>();
	expectTypeOf<Values['undo']>().toEqualTypeOf<string | undefined>();
});

test('the options of every call are there beside its own', () => {
	expectTypeOf<keyof Values>().toEqualTypeOf<'dryRun' | 'undo' | 'profile' | 'practice'>();
	expectTypeOf<keyof Given['options']>().toEqualTypeOf<'profile' | 'practice'>();
});

test('a name that is declared nowhere cannot be read', () => {
	expectTypeOf<Values>().not.toHaveProperty('dryrun');
	expectTypeOf<Given['options']>().not.toHaveProperty('undo');
});

test('options that exclude each other are named as they are declared', () => {
	type Conflict = NonNullable<Call<typeof options>['conflicts']>[number];
	expectTypeOf<Conflict[0]>().toEqualTypeOf<keyof Values>();
	expectTypeOf<Conflict[1]>().toEqualTypeOf<keyof Values>();
});

const everyCall: readonly AnyCall[] = calls.flatMap((call) => [call, ...(call.calls ?? [])]);

test.each(calls.flatMap((call) => (call.conflicts ?? []).map((conflict) => ({call, conflict}))))(
	'$call.name refuses $conflict.0 with $conflict.1 and says why',
	async ({call, conflict}) => {
		const [one, other, why] = conflict;
		const declared: AnyCall['options'] = {...call.options, ...commonOptions};
		const given = [one, other].flatMap((name) => [
			`--${fieldFlag(name)}`,
			...('value' in (declared[name] ?? {}) ? ['x'] : []),
		]);
		const {code, stdout, stderr} = await runProgram([call.name, 'a.json', ...given]);
		expect({code, stdout}).toEqual({code: 2, stdout: ''});
		expect(stderr).toContain(
			`--${fieldFlag(one)} and --${fieldFlag(other)} cannot be used together: ${why}.`,
		);
	},
);

test('no call declares an option that every call has', () => {
	const declared = everyCall.flatMap(({options: own = {}}) => Object.keys(own));
	expect(declared.filter((name) => name in commonOptions)).toEqual([]);
});

test('one call is meant where none is named', () => {
	expect(calls.filter(({isDefault}) => isDefault).map(({name}) => name)).toEqual(['wizard']);
});
