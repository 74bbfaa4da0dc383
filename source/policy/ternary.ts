/** Yes, no, or not knowable from here. */
export type Ternary = boolean | 'unknown';

/** A ternary value and, where it is unknown, the condition keys that would tell. */
export type Answer = {
	readonly value: Ternary;
	readonly keys: readonly string[];
};

export const yes: Answer = {value: true, keys: []};
export const no: Answer = {value: false, keys: []};

/** Not knowable; `keys` are the condition keys that would tell, as the policy writes them. */
export function unknown(keys: readonly string[]): Answer {
	return {value: 'unknown', keys};
}

/** Logical AND of Kleene: one no decides, whatever is unknown beside it. */
export function all(answers: readonly Answer[]): Answer {
	return combine(answers, false);
}

/** Logical OR of Kleene: one yes decides, whatever is unknown beside it. */
export function any(answers: readonly Answer[]): Answer {
	return combine(answers, true);
}

/** The opposite; what is unknown stays unknown. */
export function not(answer: Answer): Answer {
	return answer.value === 'unknown' ? answer : {value: !answer.value, keys: []};
}

function combine(answers: readonly Answer[], decisive: boolean): Answer {
	if (answers.some(({value}) => value === decisive)) {
		return decisive ? yes : no;
	}

	const open = answers.filter(({value}) => value === 'unknown');
	if (open.length > 0) {
		return unknown(open.flatMap(({keys}) => keys));
	}

	return decisive ? no : yes;
}
