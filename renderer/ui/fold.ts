export { foldForSearch } from '../../shared/fold';
