import {type ReadCondition, readCondition} from './condition.ts';
import {type ReadResource, readResource} from './resource.ts';
import {listOf, type PolicyDocument, type Statement} from './types.ts';

/** A statement with what of it does not depend on a request. */
export type ReadStatement = {
	readonly statement: Statement;
	/** 0-based place in its document. */
	readonly index: number;
	/** Whether `${...}` is a variable: since version 2012-10-17 of the language. */
	readonly hasVariables: boolean;
	readonly resource: ReadResource;
	readonly condition: ReadCondition;
};

const readings = new WeakMap<PolicyDocument, readonly ReadStatement[]>();

/** The statements of a document; each document is read once, whoever asks. */
export function readStatements(document: PolicyDocument): readonly ReadStatement[] {
	const known = readings.get(document);
	if (known !== undefined) {
		return known;
	}

	const hasVariables = document.Version === '2012-10-17';
	const read = listOf(document.Statement).map((statement, index) => ({
		statement,
		index,
		hasVariables,
		resource: readResource(statement, hasVariables),
		condition: readCondition(statement.Condition, hasVariables),
	}));
	readings.set(document, read);
	return read;
}
