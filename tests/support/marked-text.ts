export { mark, only, show } from '../../shared/marked-text';
