import {builtInProfiles} from '../../vendors/index.ts';
import type {Check, Result} from '../present.ts';
import {createLabels, type Labels, type MaskKind} from './mask-labels.ts';
import {maskText} from './mask-text.ts';
import {isVendorSid} from './open-words.ts';
import type {Report} from './report.ts';

/** Fields of the connection that may be told to anybody; every other one is masked, those of profiles too. */
const openFields = ['version', 'purpose', 'region', 'encryption'];

const kindOfField: Readonly<Record<string, MaskKind>> = {
	bucket: 'BUCKET',
	accountId: 'ACCOUNT',
	roleName: 'ROLE',
	rolePath: 'PATH',
	externalId: 'EXTERNAL-ID',
	vendor: 'VENDOR',
};

/**
 * The report with everything that tells whose it is replaced by labels, the same label for the same value throughout:
 * account numbers, buckets, roles, keys, external and tenant IDs, policies, Sids, files, the endpoint, and every quoted
 * value that is no word of the policy language. Corrected documents are left out, since they repeat all of that.
 */
export function maskReport(report: Report): Report {
	const labels = createLabels();
	for (const result of report.results) {
		learn(result, labels);
	}

	const {documents, endpoint} = report;
	if (endpoint !== undefined) {
		labels.learn('ENDPOINT', endpoint);
	}

	return {
		...report,
		...(documents === undefined ? {} : {documents: labels.labelOf('FOLDER', documents)}),
		...(endpoint === undefined ? {} : {endpoint: labels.labelOf('ENDPOINT', endpoint)}),
		results: report.results.map((result) => maskResult(result, labels)),
	};
}

/** All values whose meaning is known, before any text is masked: a text may name one that stands elsewhere. */
function learn({name, connection, account, checks}: Result, labels: Labels): void {
	for (const [field, value] of Object.entries(connection)) {
		const kind = kindOfField[field];
		if (typeof value === 'string' && kind !== undefined && !isOpen(field, value)) {
			labels.learn(kind, value);
		}
	}

	for (const [field, value] of Object.entries(connection)) {
		if (typeof value === 'string' && kindOfField[field] === undefined && !isOpen(field, value)) {
			maskText(value, labels);
			labels.learn('INPUT', value);
		}
	}

	if (account !== undefined) {
		labels.learn('ACCOUNT', account.accountId);
	}

	for (const {blame} of checks) {
		if (blame?.policy !== undefined) {
			labels.learn('POLICY', blame.policy);
		}

		if (blame !== undefined && blame.sid !== '' && !isVendorSid(blame.sid)) {
			labels.learn('SID', blame.sid);
		}
	}

	labels.learn('CONNECTION', name);
}

function maskResult(result: Result, labels: Labels): Result {
	const {name, connection, vendor, account, checks, error} = result;
	const mask = (text: string) => maskText(text, labels);
	const isBuiltIn = isOpen('vendor', String(connection['vendor'] ?? ''));
	return {
		...result,
		name: labels.labelOf('CONNECTION', name),
		connection: Object.fromEntries(
			Object.entries(connection).map(([field, value]) => [
				field,
				typeof value === 'string' ? maskField(field, value, labels) : value,
			]),
		),
		...(vendor === undefined
			? {}
			: {
					// A profile of one's own may name the customer in any of its texts.
					vendor: isBuiltIn
						? vendor
						: {
								name: labels.labelOf('VENDOR', vendor.name),
								purpose: mask(vendor.purpose),
								test: '',
							},
				}),
		...(account === undefined
			? {}
			: {account: {accountId: mask(account.accountId), arn: mask(account.arn)}}),
		checks: checks.map((check) => maskCheck(check, labels)),
		...(error === undefined
			? {}
			: {
					// What somebody wrote into a file that is not valid could be anything: the fields alone are told.
					error: {
						message: 'The connection is not valid.',
						problems: error.problems.map(({field}) => ({
							field: mask(`"${field}"`),
							rule: 'This field is not valid.',
						})),
					},
				}),
	};
}

function maskField(field: string, value: string, labels: Labels): string {
	if (isOpen(field, value)) {
		return value;
	}

	const kind = kindOfField[field];
	if (kind !== undefined) {
		return labels.labelOf(kind, value);
	}

	return value.startsWith('arn:') ? maskText(value, labels) : labels.labelOf('INPUT', value);
}

function maskCheck(
	// A witness is put in words in the reason; by itself it holds names of all kinds.
	{correction: _correction, witness: _witness, unseen: _unseen, blame, ...check}: Check,
	labels: Labels,
): Check {
	return {
		...check,
		// Of what is fine no report says more than the title.
		reason: ['pass', 'skip'].includes(check.status) ? '' : maskText(check.reason, labels),
		fix: maskText(check.fix, labels),
		...(blame === undefined
			? {}
			: {
					blame: {
						...blame,
						...(blame.policy === undefined ? {} : {policy: labels.labelOf('POLICY', blame.policy)}),
						sid:
							blame.sid === '' || isVendorSid(blame.sid)
								? blame.sid
								: labels.labelOf('SID', blame.sid),
					},
				}),
	};
}

function isOpen(field: string, value: string): boolean {
	return (
		openFields.includes(field) ||
		(field === 'rolePath' && value === '/') ||
		(field === 'vendor' && builtInProfiles.some(({id}) => id === value))
	);
}
