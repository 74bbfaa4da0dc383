export {type CorsGap, type CorsRequest, corsGaps, ruleFor} from './cors.ts';
export {type CorsChange, corsSize, type MergedCors, mergeCors} from './cors-merge.ts';
export {eventsOf, inFamilies, knownEvents} from './events.ts';
export {
	filterValue,
	type NotificationGap,
	notificationGaps,
	notificationsIn,
	overlap,
} from './notification.ts';
export {
	type MergedNotification,
	mergeNotification,
	type NotificationChange,
	tidyNotification,
} from './notification-merge.ts';
export {readCors} from './read-cors.ts';
export {readNotification} from './read-notification.ts';
export {
	type CorsRule,
	corsMethods,
	type Notification,
	type NotificationConfiguration,
} from './types.ts';
