export {
	type CorsGap,
	type CorsRequest,
	corsGaps,
	isForAnySite,
	ruleFor,
	servedOrigins,
} from './cors.ts';
export {corsSize, isForPagesOf, mergeCors} from './cors-merge.ts';
export {eventsOf, knownEvents} from './events.ts';
export {
	filterValue,
	notificationGaps,
	notificationsIn,
	overlap,
} from './notification.ts';
export {
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
