import type {Issue} from '../issue.ts';
import type {MarkFacts} from '../types.ts';
import {externalIdIssues, principalIssues, tenantIssues} from './access.ts';
import {unrealAddressIssues, wideAddressMarks} from './addresses.ts';
import {endlessPatternIssues, looseInputIssues, takenNameIssues} from './inputs.ts';
import type {Looked} from './looked.ts';
import {
	addressMarks,
	beyondPurposeMarks,
	bucketControlMarks,
	builtInPrincipalMarks,
	chosenTenantMarks,
	guessableTenantMarks,
	keyControlMarks,
	keyPolicyAloneMarks,
	nearNameMarks,
	needsBeyondMarks,
	onlyWideMarks,
	pastedStatementMarks,
	sessionMarks,
	variableMarks,
	vendorDenyMarks,
	wholeAccountMarks,
	wildcardMarks,
	withoutExternalIdMarks,
	withoutTenantMarks,
} from './marks.ts';
import {type BuiltIns, builtInNameIssues, sidIssues} from './names.ts';
import {lockoutIssues, narrowerIssues} from './proofs.ts';
import {
	anyOriginMarks,
	eventsElsewhereMarks,
	methodsBeyondPurposeMarks,
	openQueueMarks,
} from './settings.ts';
import {
	actionIssues,
	denyIssues,
	invertedIssues,
	keyIssues,
	nameIssues,
	resourceIssues,
} from './statements.ts';

/** What becomes of a profile in which the danger is found, and how it is found. */
type Danger =
	| {
			readonly verdict: 'refused';
			/** What it is, in a few words. */
			readonly what: string;
			readonly find: (looked: Looked, builtIns: BuiltIns) => readonly Issue[];
	  }
	| {
			readonly verdict: 'marked';
			readonly what: string;
			readonly find: (looked: Looked, builtIns: BuiltIns) => readonly MarkFacts[];
	  };

/**
 * All that can be dangerous in a profile from outside. What nobody can mean is refused: the profile is not used at all.
 * What is dangerous and can be meant is marked: it is said wherever the vendor is shown.
 */
export const dangers = {
	'key-lockout': {
		verdict: 'refused',
		what: 'the account of the key could lose the key, or its say over the key policy',
		find: (looked) => [...keyIssues(looked), ...lockoutIssues(looked)],
	},
	'deny-beyond-vendor': {
		verdict: 'refused',
		what: 'a Deny that reaches anybody but the vendor',
		find: denyIssues,
	},
	'inverted-element': {
		verdict: 'refused',
		what: 'NotAction, NotResource or NotPrincipal',
		find: invertedIssues,
	},
	'any-action': {
		verdict: 'refused',
		what: 'the action `*`, or an action of another service than the document is about',
		find: actionIssues,
	},
	'other-resource': {
		verdict: 'refused',
		what: 'a resource beyond this bucket and its key',
		find: resourceIssues,
	},
	'others-let-in': {
		verdict: 'refused',
		what: 'access for anybody but the vendor and the account of the key',
		find: principalIssues,
	},
	'no-external-id': {
		verdict: 'refused',
		what: 'a trust policy that does not ask for the external ID',
		find: externalIdIssues,
	},
	'no-tenant-condition': {
		verdict: 'refused',
		what: "access for the vendor's own role without the tenant condition",
		find: tenantIssues,
	},
	'not-narrower': {
		verdict: 'refused',
		what: "a narrower document that allows what the article's does not, or all that it allows",
		find: narrowerIssues,
	},
	'built-in-name': {
		verdict: 'refused',
		what: 'the id or name of a built-in vendor, or one that looks like it',
		find: builtInNameIssues,
	},
	'usual-sid': {
		verdict: 'refused',
		what: 'a Sid that statements of customers have',
		find: sidIssues,
	},
	'name-left-open': {
		verdict: 'refused',
		what: 'a placeholder as an action, an operator or a condition key, or an input in a Sid',
		find: nameIssues,
	},
	'loose-input': {
		verdict: 'refused',
		what: 'an input whose value could hold a wildcard, a policy variable or a placeholder',
		find: looseInputIssues,
	},
	'taken-name': {
		verdict: 'refused',
		what: 'an input with the name of a field, a flag or a placeholder of the program',
		find: takenNameIssues,
	},
	'endless-pattern': {
		verdict: 'refused',
		what: 'a pattern that could run for ever',
		find: endlessPatternIssues,
	},
	'unreal-addresses': {
		verdict: 'refused',
		what: 'private or reserved addresses as those of the vendor, or nearly all there are',
		find: unrealAddressIssues,
	},
	'bucket-control': {
		verdict: 'marked',
		what: 'actions with which the vendor could open, empty or remove the bucket',
		find: bucketControlMarks,
	},
	'no-narrower-way': {
		verdict: 'marked',
		what: 'the same also in the narrower document, or where there is none',
		find: onlyWideMarks,
	},
	'key-control': {
		verdict: 'marked',
		what: 'actions with which the vendor could give the key on or change how it is used',
		find: keyControlMarks,
	},
	'wildcard-actions': {
		verdict: 'marked',
		what: 'wildcards in actions of one service, such as `s3:*`',
		find: wildcardMarks,
	},
	'beyond-purpose': {
		verdict: 'marked',
		what: 'reading, writing or deleting that the purpose does not mention',
		find: beyondPurposeMarks,
	},
	'vendor-deny': {
		verdict: 'marked',
		what: 'a Deny for the vendor',
		find: vendorDenyMarks,
	},
	'session-tags': {
		verdict: 'marked',
		what: 'more in the trust policy than taking the role',
		find: sessionMarks,
	},
	'key-policy-alone': {
		verdict: 'marked',
		what: 'a key policy without a statement for the account of the key',
		find: keyPolicyAloneMarks,
	},
	'policy-variables': {
		verdict: 'marked',
		what: 'policy variables in a statement',
		find: variableMarks,
	},
	'built-in-principal': {
		verdict: 'marked',
		what: 'the principal of a built-in vendor under another name',
		find: builtInPrincipalMarks,
	},
	'near-name': {
		verdict: 'marked',
		what: 'an id or name that holds the name of a built-in vendor',
		find: nearNameMarks,
	},
	'odd-address': {
		verdict: 'marked',
		what: 'an address of a page that may not lead where it seems to',
		find: addressMarks,
	},
	'chosen-tenant': {
		verdict: 'marked',
		what: 'a tenant condition on a key that is not set by the vendor for its principal',
		find: chosenTenantMarks,
	},
	'guessable-tenant': {
		verdict: 'marked',
		what: 'a tenant value of fewer than six characters',
		find: guessableTenantMarks,
	},
	'without-external-id': {
		verdict: 'marked',
		what: 'a vendor that sends no external ID, so that nothing tells its customers apart',
		find: withoutExternalIdMarks,
	},
	'whole-account': {
		verdict: 'marked',
		what: 'a whole account of the vendor in place of one user or role',
		find: wholeAccountMarks,
	},
	'without-tenant': {
		verdict: 'marked',
		what: "a vendor's own role without a tenant condition, so that nothing tells its customers apart",
		find: withoutTenantMarks,
	},
	'pasted-statement': {
		verdict: 'marked',
		what: "a statement to paste into the vendor's product, which does there what it says",
		find: pastedStatementMarks,
	},
	'wide-addresses': {
		verdict: 'marked',
		what: 'ranges of addresses wider than /16 (IPv6: /48), in which others than the vendor are likely to be',
		find: wideAddressMarks,
	},
	'needs-beyond-documents': {
		verdict: 'marked',
		what: 'an action that the vendor is said to need, and that no document of its article gives',
		find: needsBeyondMarks,
	},
	'any-origin': {
		verdict: 'marked',
		what: 'CORS rules for the pages of any site',
		find: anyOriginMarks,
	},
	'methods-beyond-purpose': {
		verdict: 'marked',
		what: 'CORS rules by which pages could write or delete where the purpose does not mention it',
		find: methodsBeyondPurposeMarks,
	},
	'events-elsewhere': {
		verdict: 'marked',
		what: 'event notifications for anybody but the queue of the connection',
		find: eventsElsewhereMarks,
	},
	'open-queue': {
		verdict: 'marked',
		what: 'a queue policy that asks for neither the bucket nor its account',
		find: openQueueMarks,
	},
} as const satisfies Readonly<Record<string, Danger>>;
