import fc from 'fast-check';
import {parseTree} from 'jsonc-parser';
import type {PolicyDocument} from '../../source/policy/index.ts';
import {listOf} from '../../source/policy/index.ts';

/** The statements of a policy's text, each as it is written there. */
export function statementTexts(text: string): string[] {
	const statement = parseTree(text)?.children?.find(
		(property) => property.children?.[0]?.value === 'Statement',
	)?.children?.[1];
	const nodes = statement?.type === 'array' ? (statement.children ?? []) : [statement];
	return nodes.map((node) =>
		node === undefined ? '' : text.slice(node.offset, node.offset + node.length),
	);
}

/** A number that JSON.parse does not keep, written in place of this text. */
const numberMark = '"a number of many digits"';
const manyDigits = '90071992547409931.0100';

const accounts = fc.constantFrom('222233334444', '555566667777');

/** Statements of other people about the bucket: never the vendor's principal alone, whatever their Sid. */
export function foreignStatements(resource: string, service: 's3' | 'kms') {
	return fc.record(
		{
			Sid: fc.constantFrom(
				'Statement1',
				'Stmt1641802481873',
				'IconikBucketAccess',
				'Admins',
				'a b',
			),
			Effect: fc.constantFrom('Allow', 'Deny'),
			Principal: accounts.map((account) => ({
				AWS: `arn:aws:iam::${account}:role/Other`,
			})),
			Action: fc.oneof(
				fc.constant(`${service}:Get*`),
				fc.constant([`${service}:List*`, `${service}:Delete*`]),
			),
			Resource: fc.constant(resource),
			Condition: fc.constantFrom(
				{Bool: {'aws:SecureTransport': 'false'}},
				{NumericEquals: {'s3:max-keys': 'a number of many digits'}},
				{StringLike: {'aws:PrincipalTag/x': ['ünï', '"}],{"', 'b\\c']}},
			),
		},
		{requiredKeys: ['Effect', 'Principal', 'Action', 'Resource']},
	);
}

const styles = fc.record({
	indent: fc.constantFrom('', ' ', '  ', '    ', '\t'),
	lineEnd: fc.constantFrom('\n', '\r\n'),
	byteOrderMark: fc.boolean(),
	endsInNewline: fc.boolean(),
	/** Several statements on one line, `}, {`. */
	isJoined: fc.boolean(),
	isSingleObject: fc.boolean(),
});

/** Writes policies as different hands would, with statements that stand for themselves beside them. */
export function policyTexts(statements: fc.Arbitrary<readonly object[]>): fc.Arbitrary<string> {
	return fc.tuple(statements, styles).map(([list, style]) => {
		const [first] = list;
		const Statement = style.isSingleObject && list.length === 1 ? first : list;
		const lines = JSON.stringify({Version: '2012-10-17', Statement}, undefined, style.indent)
			.replaceAll(numberMark, manyDigits)
			.replaceAll(/\},\n\s*\{/g, style.isJoined ? '}, {' : '$&')
			.replaceAll('\n', style.lineEnd);
		return `${style.byteOrderMark ? '\uFEFF' : ''}${lines}${style.endsInNewline ? style.lineEnd : ''}`;
	});
}

/** The statements of a document as a list. */
export function statementsOf(document: PolicyDocument) {
	return listOf(document.Statement);
}
