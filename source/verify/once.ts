import type {Situation} from './situation.ts';

/**
 * A function of a situation that works out each answer once: many checks of one situation ask for the same. `key` says
 * what else the answer hangs on.
 */
export function once<Rest extends readonly unknown[], Answer>(
	work: (situation: Situation, ...rest: Rest) => Answer,
	key: (...rest: Rest) => string,
): (situation: Situation, ...rest: Rest) => Answer {
	const answers = new WeakMap<Situation, Map<string, {readonly answer: Answer}>>();
	return (situation, ...rest) => {
		const known = answers.get(situation) ?? new Map<string, {readonly answer: Answer}>();
		answers.set(situation, known);
		const name = key(...rest);
		let found = known.get(name);
		if (found === undefined) {
			found = {answer: work(situation, ...rest)};
			known.set(name, found);
		}

		return found.answer;
	};
}
