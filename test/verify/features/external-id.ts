import {
	customerRoleText,
	profileIn,
	rolePolicy,
	trustPolicy,
} from '../../support/feature-profiles.ts';
import {withDocument, withStatements} from '../../support/snapshots.ts';
import type {Feature} from './feature.ts';

const shown = {
	from: 'vendor',
	where: 'Acme > Organization settings.',
	example: 'acme-2f6b0f0e',
	fixed: 'acme-',
	pattern: 'acme-[0-9a-f]{8}',
	rule: 'The external ID of Acme is acme- and eight hexadecimal digits.',
};
/** A vendor that makes up the external IDs itself. */
export const makesIds = profileIn(customerRoleText({externalId: shown}));
/** A vendor that sends no external ID. */
export const sendsNoId = profileIn(
	customerRoleText({externalId: {from: 'none'}, documents: [rolePolicy, trustPolicy()]}),
);

/** Where the external ID comes from, each with what it is worth when it is right and when it is not. */
export const externalIdFeatures: readonly Feature[] = [
	{
		feature: 'an external ID that the customer makes up',
		profile: profileIn(customerRoleText({externalId: {from: 'customer'}})),
		fields: {externalId: '2f6b0f0e-mine'},
		right: {'trust.external-id': 'pass', 'isolation.external-id': 'pass'},
		broken: [
			{
				what: 'the trust policy asks for none',
				edit: (snapshot) =>
					withStatements(snapshot, 'trust-policy', ({Condition: _condition, ...rest}) => rest),
				found: {'trust.external-id': 'fail', 'isolation.external-id': 'fail'},
				isCorrected: true,
			},
		],
	},
	{
		feature: 'an external ID that the vendor makes up, with a fixed part',
		profile: makesIds,
		fields: {externalId: 'acme-2f6b0f0e'},
		right: {'trust.external-id': 'pass', 'isolation.external-id': 'pass'},
		broken: [
			{
				what: 'the trust policy asks for it without its fixed part',
				edit: (snapshot) =>
					withStatements(snapshot, 'trust-policy', (statement) => ({
						...statement,
						Condition: {StringEquals: {'sts:ExternalId': '2f6b0f0e'}},
					})),
				found: {'trust.external-id': 'fail'},
				isCorrected: true,
			},
			{
				what: 'the trust policy takes any with the fixed part',
				edit: (snapshot) =>
					withStatements(snapshot, 'trust-policy', (statement) => ({
						...statement,
						Condition: {StringLike: {'sts:ExternalId': 'acme-*'}},
					})),
				found: {'isolation.external-id': 'fail'},
				isCorrected: true,
			},
		],
	},
	{
		feature: 'no external ID at all',
		profile: sendsNoId,
		fields: {},
		right: {'trust.external-id': 'skip', 'isolation.external-id': 'warn'},
		broken: [
			{
				what: 'the trust policy asks for one that the vendor does not send',
				edit: (snapshot) =>
					withStatements(snapshot, 'trust-policy', (statement) => ({
						...statement,
						Condition: {StringEquals: {'sts:ExternalId': '2f6b0f0e'}},
					})),
				found: {'trust.external-id': 'fail', 'isolation.external-id': 'warn'},
				isCorrected: true,
			},
			{
				what: 'a Deny refuses whoever sends none',
				edit: (snapshot) =>
					withStatements(snapshot, 'trust-policy', (statement) => statement, {
						Effect: 'Deny',
						Principal: '*',
						Action: 'sts:AssumeRole',
						Condition: {Null: {'sts:ExternalId': 'true'}},
					}),
				found: {'trust.external-id': 'fail'},
			},
			{
				what: 'the trust policy trusts the whole account of the vendor',
				edit: (snapshot) =>
					withDocument(snapshot, 'trust-policy', {
						Version: '2012-10-17',
						Statement: [
							{
								Effect: 'Allow',
								Principal: {AWS: 'arn:aws:iam::444455556666:root'},
								Action: 'sts:AssumeRole',
							},
						],
					}),
				found: {'trust.principal': 'warn', 'isolation.external-id': 'warn'},
				isCorrected: true,
			},
			{
				what: 'the trust policy names somebody else',
				edit: (snapshot) =>
					withStatements(snapshot, 'trust-policy', (statement) => ({
						...statement,
						Principal: {AWS: 'arn:aws:iam::777788889999:user/AcmeStorage'},
					})),
				found: {'trust.principal': 'fail', 'isolation.external-id': 'warn'},
				isCorrected: true,
			},
		],
	},
];
