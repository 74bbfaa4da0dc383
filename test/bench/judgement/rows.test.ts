import {expect, test} from 'vitest';
import type {JudgementTimes} from './measure.ts';
import {judgementRows} from './rows.ts';
import type {Judged} from './task.ts';

const judged = (
	proof: readonly number[],
	decisions: readonly number[],
	tooComplex = 0,
): Judged => ({
	name: 'an account',
	proof,
	decisions,
	answers: 10,
	tooComplex,
});

const measured: JudgementTimes = {
	usual: [judged([9, 2, 3], [1, 1, 1]), judged([4, 4, 4], [2, 2, 2]), judged([5, 5, 5], [2, 2, 2])],
	random: [judged([100], [50], 1), judged([300], [50]), judged([900], [50])],
	hostile: [
		{
			name: 'a family',
			decisions: 4,
			answers: [
				{goal: 'allowed', milliseconds: 1, isDecided: true},
				{goal: 'denied', milliseconds: 8, isDecided: false},
			],
		},
	],
	firstProofs: [40, 80, 60],
};

const rows = judgementRows(measured);
const rowAbout = (what: RegExp) => rows.find((row) => what.test(row.what));

test('a usual proof stands beside the point decisions on the same policies, by the median of the accounts', () => {
	expect(rowAbout(/usual accounts$/)).toEqual({
		what: 'proof of all checks of a connection, 3 usual accounts',
		figure: '4.0 ms',
		yardstick: '2.0 ms, 200 point decisions on the same policies',
		ratio: '2.00',
		wanted: 'at most 5 ms',
	});
});

test('the first proof of a process stands beside later ones', () => {
	expect(rowAbout(/first of a process$/)).toMatchObject({
		figure: '60.0 ms',
		yardstick: '4.0 ms, later ones',
		ratio: '15.00',
	});
});

test('random policies are told by their median, their worst and the part that was given up', () => {
	expect(rowAbout(/random policies/)).toMatchObject({figure: '300 ms', ratio: '6.00'});
	expect(rowAbout(/the worst of these$/)).toMatchObject({figure: '900 ms', ratio: '18.00'});
	expect(rowAbout(/given up/)).toMatchObject({figure: '1', ratio: '0.033', wanted: 'at most 0.01'});
});

test('a hostile family is told by its slowest question and by how many were decided', () => {
	expect(rowAbout(/^a family/)).toMatchObject({
		figure: '8.0 ms, 1 decided',
		ratio: '2.00',
		wanted: 'below 1000 ms, 2 decided',
	});
});
