import type {ConditionBlock} from '../../../../source/policy/index.ts';
import type {CheckId, CheckStatus} from '../../../../source/verify/index.ts';
import {type Answer, holds} from './evaluate.ts';
import {type Ask, type KeyFact, keyFacts, type Test, testsFor} from './facts.ts';
import {mistakeIn} from './findings.ts';
import {type Effect, type Place, places} from './places.ts';
import {bucketChecks, type Needed, type Purpose, purposesOf} from './purposes.ts';

/** One row of the table: a test of a key, where it stands, and the check that is to answer. */
export type Row = {
	readonly fact: KeyFact;
	readonly test: Test;
	readonly effect: Effect;
	readonly place: Place;
	readonly purpose: Purpose;
	readonly check: CheckId;
};

type Target = Pick<Row, 'place' | 'purpose' | 'check'>;

/** Every document, purpose and check that can answer to a condition in requests to a service. */
function targetsOf(fact: KeyFact, service: Ask['service']): Target[] {
	const all = places
		.filter((place) => place.service === service)
		.filter(({vendor}) => fact.vendor === undefined || fact.vendor === vendor)
		.flatMap((place) =>
			purposesOf(place.vendor).flatMap((purpose) =>
				checksOf(place, purpose, fact).map((check) => ({place, purpose, check})),
			),
		);
	const carrying = all.filter(({purpose, check}) =>
		(purpose.needs[check as keyof Purpose['needs']] ?? []).some(({action}) =>
			fact.of?.includes(action),
		),
	);
	// Of a key that few actions carry the others say little: absent, whatever the key.
	return fact.of === undefined
		? all
		: [...carrying, ...carrying, ...all.filter((_target, index) => index % 4 === 0)];
}

function checksOf(place: Place, purpose: Purpose, {key}: KeyFact): CheckId[] {
	switch (place.service) {
		case 's3':
			return [...bucketChecks(purpose), ...(place.also ?? [])];
		case 'kms':
			return ['access.kms', ...(place.also ?? [])];
		case 'sts':
			return /^aws:MultiFactorAuth/.test(key) ? ['trust.mfa'] : ['trust.principal'];
	}
}

/**
 * The rows about the requests to a service: every key with every test of it and both effects. The documents, purposes
 * and checks take turns, each row having one of them: together they would be ten times as many, and a test that goes
 * wrong in one document meets that document with many other keys.
 */
export function rowsOf(service: Ask['service']): (readonly [string, readonly Row[]])[] {
	return keyFacts
		.filter((fact) => fact[service] !== undefined)
		.map((fact, turn) => [fact.key, rowsAbout(fact, service, turn)]);
}

function rowsAbout(fact: KeyFact, service: Ask['service'], turn: number): Row[] {
	const targets = targetsOf(fact, service);
	const ask: Ask = {vendor: fact.vendor ?? 'creative-force', service, action: ''};
	return testsFor(fact.kind, fact.values(ask)).flatMap((_test, index) =>
		(['Deny', 'Allow'] as const).flatMap((effect) => {
			// The next key begins one target further on, so that every test comes up in every place.
			const place = turn + index + (effect === 'Deny' ? 0 : Math.ceil(targets.length / 2));
			const target = targets[place % targets.length];
			if (target === undefined || !isMeaningful(fact, effect, target)) {
				return [];
			}

			const values = fact.values({...ask, vendor: target.purpose.vendor});
			const test = testsFor(fact.kind, values)[index];
			return test === undefined ? [] : [{fact, test, effect, ...target}];
		}),
	);
}

/** The tenant's own key stands in the vendor's statement already, where another test would take its place. */
function isMeaningful({key}: KeyFact, effect: Effect, {place}: Target): boolean {
	return (
		effect === 'Deny' ||
		key !== 'aws:PrincipalTag/IconikSystemDomainId' ||
		place.vendor !== 'iconik'
	);
}

function neededBy({check, purpose, place: {service}}: Row): readonly Needed[] {
	const required = (needs: readonly Needed[] | undefined) =>
		(needs ?? []).filter(({isRequired}) => isRequired);
	switch (check) {
		case 'trust.principal':
		case 'trust.mfa':
			return [{action: 'sts:AssumeRole', isRequired: true}];
		case 'key.policy':
			return required(purpose.needs['access.kms']);
		case 'role.boundary':
			return service === 'kms'
				? required(purpose.needs['access.kms'])
				: bucketChecks(purpose).flatMap((id) => required(purpose.needs[id]));
		default:
			return purpose.needs[check as keyof Purpose['needs']] ?? [];
	}
}

/** The right answer of a row, by what AWS supplies with each needed action. */
function expectedOf(row: Row): CheckStatus {
	const {fact, test, effect, place} = row;
	const answers = neededBy(row).map(({action, isRequired}) => {
		const ask: Ask = {vendor: place.vendor, service: place.service, action};
		const supply = fact[place.service];
		const answer = holds(test.operator, test.asked, supply?.(fact.values(ask), ask) ?? []);
		return {isRequired, isAllowed: effect === 'Allow' ? answer : opposite(answer)};
	});
	const has = (isRequired: boolean, isAllowed: Answer) =>
		answers.some((one) => one.isRequired === isRequired && one.isAllowed === isAllowed);
	if (has(true, false)) {
		return 'fail';
	}

	return has(true, 'unknown')
		? 'unknown'
		: has(false, false)
			? 'warn'
			: has(false, 'unknown')
				? 'unknown'
				: 'pass';
}

function opposite(answer: Answer): Answer {
	return answer === 'unknown' ? answer : !answer;
}

/**
 * What is found otherwise than expected in a row, as a sentence; undefined where nothing is. Of every three corrections
 * one is judged again: they differ in the condition alone, which all of them keep.
 */
export function mistakeOf(row: Row, turn: number): string | undefined {
	const {fact, test, effect, place, purpose, check} = row;
	const condition: ConditionBlock = {[test.operator]: {[fact.key]: test.asked}};
	const connection = purpose.connection();
	const status = expectedOf(row);
	const isOpenOrDenied = effect === 'Deny' && (status === 'fail' || status === 'unknown');
	const mistake = mistakeIn(place.account(connection, effect, condition), connection, check, {
		status,
		isRepaired: turn % 3 === 0,
		sid: isOpenOrDenied ? 'Guard' : undefined,
		...(status === 'unknown' && {says: new RegExp(fact.key.replaceAll('/', '\\/'), 'i')}),
	});
	return mistake && `${effect} in ${place.name} ${JSON.stringify(condition)}: ${mistake}`;
}
