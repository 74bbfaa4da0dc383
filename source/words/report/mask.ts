import {baseFields} from '../../connection/index.ts';
import {builtInProfiles} from '../../vendors/index.ts';
import type {OriginInWords} from '../origin/index.ts';
import type {Check, Result} from '../present.ts';
import {isVendorSid} from './harmless.ts';
import {createLabels, type Labels, type MaskKind, maskText} from './mask-text.ts';
import type {Report} from './report.ts';

/**
 * The report with everything that tells whose it is replaced by labels, the same label for the same value throughout.
 * What passes is what is known to be harmless: the words of this program and its built-in vendors, and AWS's own names.
 * Corrected documents are left out, since they repeat what somebody wrote.
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
	const values = Object.entries(connection).flatMap(([field, value]) =>
		[value]
			.flat()
			.flatMap((one) => (typeof one === 'string' ? [{value: one, mask: maskOf(field, one)}] : [])),
	);
	for (const {value, mask} of values) {
		if (mask !== undefined && mask !== 'open') {
			labels.learn(mask, value);
		}
	}

	for (const {value, mask} of values) {
		if (mask === undefined) {
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
	const isBuiltIn =
		vendor?.origin === undefined && maskOf('vendor', String(connection['vendor'] ?? '')) === 'open';
	return {
		...result,
		name: labels.labelOf('CONNECTION', name),
		connection: Object.fromEntries(
			Object.entries(connection).map(([field, value]) => [
				maskFieldName(field, labels),
				maskField(field, value, labels),
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
								...(vendor.origin !== undefined && {
									origin: maskOrigin(vendor.origin, labels),
								}),
							},
				}),
		...(account === undefined
			? {}
			: {account: {accountId: mask(account.accountId), arn: mask(account.arn)}}),
		checks: checks.map(({fromVendor, ...check}) => ({
			...maskCheck(check, labels),
			...(isBuiltIn && fromVendor !== undefined && {fromVendor}),
		})),
		...(error === undefined
			? {}
			: {
					// What somebody wrote into a file that is not valid could be anything: the fields alone are told.
					error: {
						message: 'The connection is not valid.',
						problems: error.problems.map(({field}) => ({
							field: maskFieldName(field, labels),
							rule: 'This field is not valid.',
						})),
					},
				}),
	};
}

/** Of a profile of one's own the marks alone are told: what they are about could be anybody's. */
function maskOrigin({file, marks}: OriginInWords, labels: Labels): OriginInWords {
	return {
		file: labels.labelOf('VENDOR', file),
		marks: marks.map(({code}) => ({code, text: code})),
	};
}

/** Fields of one's own, and mistyped ones, may be called anything. */
function maskFieldName(field: string, labels: Labels): string {
	return isBuiltInField(field) ? field : labels.labelOf('FIELD', field);
}

function isBuiltInField(field: string): boolean {
	return (
		field === 'version' ||
		baseFields.some(({name}) => name === field) ||
		builtInProfiles.some(({inputs}) => inputs.some((input) => input.field === field))
	);
}

function maskField(field: string, value: unknown, labels: Labels): unknown {
	if (Array.isArray(value)) {
		return value.map((one: unknown) => maskField(field, one, labels));
	}

	if (typeof value !== 'string') {
		return value === 1 ? value : labels.labelOf('INPUT', JSON.stringify(value) ?? '');
	}

	const mask = maskOf(field, value);
	if (mask !== undefined) {
		// The purposes of a profile of one's own may be called anything too.
		return mask === 'open' ? maskText(value, labels) : labels.labelOf(mask, value);
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
		title: maskText(check.title, labels),
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

/** What the value is called; `open` where anybody may be told it, absent where only its form can say what it is. */
function maskOf(name: string, value: string): MaskKind | 'open' | undefined {
	const field = baseFields.find((base) => base.name === name);
	const isCommon =
		field?.default === value || (name === 'vendor' && builtInProfiles.some(({id}) => id === value));
	return isCommon ? 'open' : field?.maskedAs;
}
