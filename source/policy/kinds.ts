import type {PolicyId} from '../aws/index.ts';
import {listOf, type PolicyDocument, type Statement} from './types.ts';

/** One thing that the kind of document does not allow, and where. */
export type KindIssue = {
	readonly path: readonly (string | number)[];
	readonly rule: string;
};

/**
 * What the kind of a document asks for beyond the common language.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html
 */
export function kindIssues(document: PolicyDocument, kind: PolicyId): KindIssue[] {
	const isList = Array.isArray(document.Statement);
	return listOf(document.Statement).flatMap((statement, index) =>
		statementIssues(statement, kind).map(({path, rule}) => ({
			path: ['Statement', ...(isList ? [index] : []), ...path],
			rule,
		})),
	);
}

function statementIssues(statement: Statement, kind: PolicyId): KindIssue[] {
	const issues: KindIssue[] = [];
	const principal = (['Principal', 'NotPrincipal'] as const).find(
		(name) => statement[name] !== undefined,
	);
	const resource = (['Resource', 'NotResource'] as const).find(
		(name) => statement[name] !== undefined,
	);
	if (kind === 'role-policy') {
		if (principal !== undefined) {
			issues.push({
				path: [principal],
				rule: 'A role policy has no principal: it applies to the role that it is attached to.',
			});
		}
	} else if (principal === undefined) {
		issues.push({
			path: [],
			rule: 'A statement in this document needs a Principal: who it applies to.',
		});
	}

	if (kind === 'trust-policy') {
		if (resource !== undefined) {
			issues.push({
				path: [resource],
				rule: 'A trust policy has no resource: it applies to the role that it belongs to.',
			});
		}

		if (listOf(statement.Action).some((action) => !/^sts:/i.test(action))) {
			issues.push({
				path: ['Action'],
				rule: 'A trust policy allows only STS actions, such as sts:AssumeRole.',
			});
		}
	} else if (resource === undefined) {
		issues.push({
			path: [],
			rule: 'A statement in this document needs a Resource: what it applies to.',
		});
	}

	if (/^(role|trust)-policy$/.test(kind) && /[^A-Za-z0-9]/.test(statement.Sid ?? '')) {
		issues.push({
			path: ['Sid'],
			rule: 'A Sid in IAM has only letters and digits.',
		});
	}

	return issues;
}
