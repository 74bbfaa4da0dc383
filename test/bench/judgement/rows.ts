import {median} from '../processes.ts';
import type {Row} from '../table.ts';
import type {JudgementTimes} from './measure.ts';
import type {Answered, Judged} from './task.ts';

const decisionsName = '200 point decisions on the same policies';

const milliseconds = (value: number) => `${value.toFixed(value < 100 ? 1 : 0)} ms`;
const times = (value: number) => (value < 100 ? value.toFixed(2) : value.toFixed(0));
const proofOf = ({proof}: Judged) => median(proof);
const decisionsOf = ({decisions}: Judged) => median(decisions);

function besideDecisions(
	what: string,
	measured: readonly Judged[],
	pick: (values: readonly number[]) => number,
	wanted: string,
): Row {
	const figure = pick(measured.map(proofOf));
	const decisions = median(measured.map(decisionsOf));
	return {
		what,
		figure: milliseconds(figure),
		yardstick: `${milliseconds(decisions)}, ${decisionsName}`,
		ratio: times(figure / decisions),
		wanted,
	};
}

function hostileRow({name, answers, decisions}: Answered): Row {
	const slowest = Math.max(...answers.map((answer) => answer.milliseconds));
	const decided = answers.filter(({isDecided}) => isDecided).length;
	return {
		what: `${name}: the slowest of ${answers.length} questions`,
		figure: `${milliseconds(slowest)}, ${decided} decided`,
		yardstick: `${milliseconds(decisions)}, ${decisionsName}`,
		ratio: times(slowest / decisions),
		wanted: `below 1000 ms, ${answers.length} decided`,
	};
}

/** The figures of the judgement as rows of the table. */
export function judgementRows({usual, random, hostile, firstProofs}: JudgementTimes): Row[] {
	const proof = 'proof of all checks of a connection';
	const later = median(usual.map(proofOf));
	const first = median(firstProofs);
	const answers = random.reduce((count, judged) => count + judged.answers, 0);
	const tooComplex = random.reduce((count, judged) => count + judged.tooComplex, 0);
	return [
		besideDecisions(`${proof}, ${usual.length} usual accounts`, usual, median, 'at most 5 ms'),
		{
			what: `${proof}, the first of a process`,
			figure: milliseconds(first),
			yardstick: `${milliseconds(later)}, later ones`,
			ratio: times(first / later),
			wanted: '',
		},
		besideDecisions(`${proof}, ${random.length} random policies of 20 KB`, random, median, ''),
		besideDecisions(`${proof}, the worst of these`, random, (values) => Math.max(...values), ''),
		{
			what: 'checks of these given up as too much work',
			figure: `${tooComplex}`,
			yardstick: `${answers}, all checks that speak about all requests`,
			ratio: (tooComplex / answers).toFixed(3),
			wanted: 'at most 0.01',
		},
		...hostile.map(hostileRow),
	];
}
