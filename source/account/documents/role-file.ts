import * as v from 'valibot';
import {mapFound} from '../looked.ts';
import {inShape, roleIdentity} from '../shapes.ts';
import type {Looked, Role} from '../types.ts';
import {inside, parseObject, shaped} from './file-object.ts';

/** What `role.json` says of the role itself. */
export type RoleFile = Omit<Role, 'trustPolicy'> & {readonly hasTrustPolicy: boolean};

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html */
const roleShape = v.object({
	Arn: v.pipe(v.string(), v.startsWith('arn:')),
	AssumeRolePolicyDocument: v.nullish(v.union([v.string(), v.looseObject({})])),
	CreateDate: v.nullish(v.string()),
	MaxSessionDuration: v.nullish(v.number()),
	PermissionsBoundary: v.nullish(
		v.object({PermissionsBoundaryArn: v.pipe(v.string(), v.startsWith('arn:'))}),
	),
});

/** The answer of GetRole or its `Role`; absent where the file holds `null`. */
export function roleFile(text: Looked<string>): Looked<RoleFile> {
	const file = parseObject(text, 'role', 'NoSuchEntity');
	if (file.status !== 'found') {
		return file;
	}

	const role = inside(file.value, 'Role');
	return mapFound(
		shaped('role.json', 'GetRole', () => ({
			...inShape(roleShape, role),
			identity: roleIdentity(role),
		})),
		({
			Arn,
			AssumeRolePolicyDocument,
			CreateDate,
			MaxSessionDuration,
			PermissionsBoundary,
			identity,
		}) => ({
			arn: Arn,
			...identity,
			...(typeof CreateDate === 'string' && {createdAt: CreateDate}),
			...(typeof MaxSessionDuration === 'number' && {maxSessionDuration: MaxSessionDuration}),
			...(PermissionsBoundary !== undefined &&
				PermissionsBoundary !== null && {
					boundaryArn: PermissionsBoundary.PermissionsBoundaryArn,
				}),
			hasTrustPolicy: AssumeRolePolicyDocument !== undefined && AssumeRolePolicyDocument !== null,
		}),
	);
}
