import {accountOf, createRoleUrl} from '../../aws/index.ts';
import {checkConnection, vendorPrincipals} from '../../connection/index.ts';
import {answersAsConnection} from '../answers.ts';
import {CopyList, Text} from '../components/index.ts';
import {useCopy, useOpen} from '../hooks/index.ts';
import {on, shown, usualKeys} from '../keys.ts';
import {Screen} from '../screen.tsx';
import type {StepProps, StepScreen} from '../step-screen.ts';
import {theme} from '../theme.ts';

/** The screen of this step. */
export const screen: StepScreen = {
	Component: CreateRoleStep,
	help: (profile) => ({
		what: `You create the role in the AWS console, with ${profile.name}'s account as the trusted account. Its permissions come later, in the Policies step.`,
		where:
			'AWS console > IAM > Roles > Create role. The link on this screen opens that page with the values filled in. Check the account number at the top right of the console first.',
		ifWrong:
			profile.externalId.from === 'none'
				? 'With "Require MFA" or "Require external ID" ticked, the vendor is refused.'
				: 'With "Require MFA" ticked, or without the external ID, the vendor is refused, or others get access.',
	}),
};

/** How the role is created in the console, with the values to type there. */
function CreateRoleStep(props: StepProps) {
	const {state, profile, dispatch, services, onMessage} = props;
	const {connection} = checkConnection(answersAsConnection(state.answers, profile), profile);
	const vendorAccount = accountOf(vendorPrincipals(connection, profile)[0]);
	const {externalId} = connection;
	const url = createRoleUrl(vendorAccount, externalId);
	const open = useOpen(services, onMessage);
	const {copy, save} = useCopy({services, dispatch, onMessage});
	const items = [
		{label: 'Account ID', value: vendorAccount},
		...(externalId === undefined ? [] : [{label: 'External ID', value: externalId}]),
		{label: 'Role name', value: connection.roleName ?? ''},
	];
	return (
		<Screen
			keys={[
				shown('copyNumber'),
				on('saveFile', () =>
					save(
						items.map(({label, value}) => `${label}: ${value}\n`).join(''),
						`${connection.bucket}-role-values.txt`,
						'role-values',
					),
				),
				on('open', () => open(url)),
				shown('scroll'),
				on('next', () => dispatch({type: 'next'})),
				...usualKeys(),
			]}
		>
			<Text bold color={theme.heading}>
				Create the role in the AWS console
			</Text>
			<CopyList
				before={[
					'Do you already have the role? Press Enter. Otherwise press o, or go to:',
					'IAM > Roles > Create role > AWS account > Another AWS account.',
					`${externalId === undefined ? 'Leave “Require external ID” and “Require MFA” unticked' : 'Tick “Require external ID”; leave “Require MFA” unticked'}. Next, Next (the permissions come later), type the role name, Create role.`,
				]}
				items={items}
				after={[
					...(connection.rolePath && connection.rolePath !== '/'
						? [
								`The console only creates roles with the path /; for ${connection.rolePath} use the AWS command line (aws iam create-role --path).`,
							]
						: []),
					`Link: ${url}`,
				]}
				copied={(item) => state.copied[`role:${item.label}`] === item.value}
				onCopy={(item) => copy(item.value, item.label, `role:${item.label}`)}
			/>
		</Screen>
	);
}
