import type {Encryption} from '../../../../source/aws/index.ts';
import type {Connection} from '../../../../source/connection/index.ts';
import type {CheckId} from '../../../../source/verify/index.ts';
import {creativeForceConnection, iconikConnection} from '../../../support/connections.ts';

/** An action that the article of a vendor gives, and whether the vendor works without it. */
export type Needed = {readonly action: string; readonly isRequired: boolean};

type AccessId = Extract<CheckId, `access.${string}`>;

/** What a vendor does for a customer, with the actions that each check of access is about. */
export type Purpose = {
	readonly vendor: 'creative-force' | 'iconik';
	readonly id: string;
	readonly connection: (encryption?: Encryption) => Connection;
	readonly needs: Readonly<Partial<Record<AccessId, readonly Needed[]>>>;
};

const must = (action: string): Needed => ({action, isRequired: true});
const may = (action: string): Needed => ({action, isRequired: false});

const list = [must('s3:ListBucket')];
const creativeRead = [must('s3:GetObject'), may('s3:GetObjectVersion')];

const creative = (id: string, needs: Purpose['needs']): Purpose => ({
	vendor: 'creative-force',
	id,
	connection: (encryption) =>
		creativeForceConnection({purpose: id, ...(encryption !== undefined && {encryption})}),
	needs,
});
const iconik = (id: string, needs: Purpose['needs']): Purpose => ({
	vendor: 'iconik',
	id,
	connection: (encryption) =>
		iconikConnection({purpose: id, ...(encryption !== undefined && {encryption})}),
	needs,
});

/**
 * What the two articles ask for, purpose by purpose.
 * https://help.creativeforce.io/en/articles/5873761-setup-for-s3-connection-using-iam-role
 * https://app.iconik.io/help/pages/admin/storage/editing/aws_s3_managed_credentials
 */
export const purposes: readonly Purpose[] = [
	creative('data-source', {
		'access.list': list,
		'access.read': creativeRead,
		'access.kms': [must('kms:Decrypt')],
	}),
	creative('asset-delivery', {
		'access.list': list,
		'access.read': creativeRead,
		'access.write': [must('s3:PutObject'), may('s3:PutObjectAcl')],
		'access.kms': [must('kms:Decrypt'), must('kms:GenerateDataKey'), may('kms:Encrypt')],
	}),
	iconik('storage', {
		'access.list': list,
		'access.read': [must('s3:GetObject')],
		'access.write': [must('s3:PutObject')],
		'access.delete': [must('s3:DeleteObject')],
		'access.kms': [must('kms:Decrypt'), must('kms:GenerateDataKey')],
	}),
	iconik('read-only', {
		'access.list': list,
		'access.read': [must('s3:GetObject')],
		'access.kms': [must('kms:Decrypt')],
	}),
];

/** The checks of access to the bucket that a purpose has. */
export function bucketChecks({needs}: Purpose): AccessId[] {
	return (Object.keys(needs) as AccessId[]).filter((id) => id !== 'access.kms');
}

/** The purposes of one vendor. */
export function purposesOf(vendor: Purpose['vendor']): Purpose[] {
	return purposes.filter((purpose) => purpose.vendor === vendor);
}
